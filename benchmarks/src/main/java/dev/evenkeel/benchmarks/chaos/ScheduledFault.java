// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.time.Duration;
import java.util.Locale;

/// One fault of a schedule.
///
/// @param at time since the schedule began
/// @param index which of the kind's targets, from 0
/// @param lasting time until it is mended
/// @param size by how many seconds a clock is set forward, below 0 back; 0 for other kinds
record ScheduledFault(Duration at, FaultKind kind, int index, Duration lasting, int size) {

    /// Names its target: two faults with the same one never happen at once.
    String key() {
        return kind.target() + "-" + index;
    }

    /// What happens, for people.
    String words() {
        String what = kind.target().named(index) + " " + kind.words();
        String lasts =
                kind.mostSeconds() == 1 ? "" : String.format(Locale.ROOT, " %.1f s", lasting.toMillis() / 1_000.0);
        String by = size == 0 ? "" : String.format(Locale.ROOT, ", by %+d s", size);
        return what + lasts + by;
    }
}
