// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which gates an environment requires, who may pass them by, and how many people have to be for a
/// change.
///
/// @param required names of gates; null requires all that are known, so that a gate which is added
///     passes nothing silently
/// @param overrideClasses classes of change for which an override counts
/// @param approvals how many people other than its authors have to approve a change; 0 to 10
public record GatePolicy(@Nullable Set<String> required, Set<String> overrideClasses, int approvals) {
    /// The most approvals that a policy may ask for.
    public static final int MOST_APPROVALS = 10;
    /// Where nothing was said.
    public static final GatePolicy USUAL = new GatePolicy(null, Set.of("hotfix", "security"), 0);

    public GatePolicy {
        if (approvals < 0 || approvals > MOST_APPROVALS) {
            throw new IllegalArgumentException(
                    "a policy asks for 0 to " + MOST_APPROVALS + " approvals, got " + approvals);
        }
        required = required == null ? null : Set.copyOf(required);
        overrideClasses = Set.copyOf(overrideClasses);
    }

    /// Whether a change has to pass a gate.
    public boolean requires(String gate) {
        return required == null || required.contains(gate);
    }

    /// Names that are required by name, in order.
    Set<String> named() {
        return required == null ? Set.of() : new TreeSet<>(required);
    }
}
