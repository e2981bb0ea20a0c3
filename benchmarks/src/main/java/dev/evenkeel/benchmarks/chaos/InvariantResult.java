// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;

/// What a check found.
///
/// @param name what must hold, in words
/// @param measured the numbers that it was found by
/// @param violations where it does not hold; none when all is well
record InvariantResult(String name, String measured, List<String> violations) {
    InvariantResult {
        violations = List.copyOf(violations);
    }

    boolean holds() {
        return violations.isEmpty();
    }
}
