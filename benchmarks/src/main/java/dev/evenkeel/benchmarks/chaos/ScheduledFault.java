// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.time.Duration;
import java.util.Locale;

/// A fault in a schedule.
///
/// @param at start, as time since the schedule began
/// @param index index of the target within the kind's targets, from 0
/// @param lasting time until it is removed
/// @param size offset of a clock in seconds, negative for back; 0 for other kinds
record ScheduledFault(Duration at, FaultKind kind, int index, Duration lasting, int size) {

    /// Returns the key of its target: two faults with the same key never overlap.
    String key() {
        return kind.target() + "-" + index;
    }

    /// Formats the fault.
    String toText() {
        String what = kind.target().nameOf(index) + " " + kind.description();
        String lasts =
                kind.mostSeconds() == 1 ? "" : String.format(Locale.ROOT, " %.1f s", lasting.toMillis() / 1_000.0);
        String by = size == 0 ? "" : String.format(Locale.ROOT, ", by %+d s", size);
        return what + lasts + by;
    }
}
