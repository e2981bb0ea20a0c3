// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;

/// The result of a check.
///
/// @param name description of the invariant
/// @param measured the numbers on which the result is based
/// @param violations violations of the invariant; empty when it holds
record InvariantResult(String name, String measured, List<String> violations) {
    InvariantResult {
        violations = List.copyOf(violations);
    }

    boolean holds() {
        return violations.isEmpty();
    }
}
