// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which gates an environment requires, and who may pass them by.
///
/// @param required names of gates; null requires all that are known, so that a gate which is added
///     passes nothing silently
/// @param overrideClasses classes of change for which an override counts
public record GatePolicy(@Nullable Set<String> required, Set<String> overrideClasses) {
    /// Where nothing was said.
    public static final GatePolicy USUAL = new GatePolicy(null, Set.of("hotfix", "security"));

    public GatePolicy {
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
