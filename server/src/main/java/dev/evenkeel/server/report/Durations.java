// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.report;

import java.time.Duration;

/// Durations as reports tell them.
final class Durations {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private Durations() {}

    /// In the largest unit that leaves a whole number: `90 s`, `5 min`, `28 days`.
    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0 || seconds % MINUTE != 0) {
            return seconds + " s";
        }
        if (seconds % HOUR != 0) {
            return seconds / MINUTE + " min";
        }
        return seconds % DAY != 0 ? seconds / HOUR + " h" : seconds / DAY + " days";
    }
}
