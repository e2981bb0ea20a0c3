// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.engine.gate.GateResult;
import java.time.Instant;
import java.util.List;

/// A precondition of changes. Beans of this type, in any module, are evaluated for each change: at its start
/// and then every second.
///
/// A gate answers from stored data within milliseconds, in the caller's read-only transaction. An exception or
/// an empty result counts as unknown. If nothing is configured that could block the change, the gate passes
/// with that reason.
public interface Gate {
    /// Returns the name used in policies and overrides: lower-case letters, digits and dashes.
    String name();

    /// Returns one or more results, each with the gate's name: all reasons that block the change, or a pass.
    /// Reasons contain points in time and not durations, so their text changes only when a fact changes.
    List<GateResult> evaluate(GateContext context, Instant now);
}
