// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.gate.GateOverride;

/// An override and what it is about.
///
/// @param flag key of the flag whose changes it lets past
public record FlagGateOverride(
        String environment, String flag, @JsonUnwrapped GateOverride override) {}
