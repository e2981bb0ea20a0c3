// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;

/// Days on which revenue differs from an ordinary week, or on which nobody is to change anything.
///
/// @param name what it is
/// @param from the first day
/// @param to the last day, not before the first
/// @param factor revenue against an ordinary week, above 0
/// @param frozen whether changes are to rest
public record Season(String name, LocalDate from, LocalDate to, double factor, boolean frozen) {
    public Season {
        if (to.isBefore(from) || !(factor > 0)) {
            throw new IllegalArgumentException(
                    "season " + name + " needs a last day not before its first and a factor above 0");
        }
    }

    /// Whether a day is one of its own.
    boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
