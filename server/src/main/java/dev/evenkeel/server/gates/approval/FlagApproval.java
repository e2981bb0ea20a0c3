// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.Approval;

/// An approval and what it is about.
///
/// @param flag key of the flag whose change it is for
/// @param counts whether it is in its time, and the flag is as it was when it was given
public record FlagApproval(
        String environment,
        String flag,
        boolean counts,
        @JsonUnwrapped Approval approval) {}
