// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.GateOverride;

/// An override with its subject.
///
/// @param flag key of the flag whose changes may pass the gate
public record FlagGateOverride(
        String environment, String flag, @JsonUnwrapped GateOverride override) {}
