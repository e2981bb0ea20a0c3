// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.Approval;

/// An approval with its subject.
///
/// @param flag key of the flag whose change is approved
/// @param valid whether the approval has not expired and the flag has not changed since
public record FlagGateApproval(
        String environment,
        String flag,
        boolean valid,
        @JsonUnwrapped Approval approval) {}
