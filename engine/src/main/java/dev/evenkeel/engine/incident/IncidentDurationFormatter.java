// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Duration;

/// The formatter of durations.
final class IncidentDurationFormatter {
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long DAY = 86_400;

    private IncidentDurationFormatter() {}

    /// Formats a duration of zero or more in its two largest units: `38 s`, `3 min 20 s`, `2 h 5 min`,
    /// `4 d 3 h`.
    static String formatDuration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return formatTwoUnits(seconds, MINUTE, "min", 1, "s");
        }
        return seconds < DAY
                ? formatTwoUnits(seconds, HOUR, "h", MINUTE, "min")
                : formatTwoUnits(seconds, DAY, "d", HOUR, "h");
    }

    private static String formatTwoUnits(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + " " + largeUnit + (rest == 0 ? "" : " " + rest + " " + smallUnit);
    }
}
