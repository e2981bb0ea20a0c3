// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A formatter of durations and instants in reports.
final class ReportTimeFormatter {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private ReportTimeFormatter() {}

    /// Formats an instant to the second: `2026-11-26 16:15:55 UTC`.
    static String format(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }

    /// Formats a duration in the largest unit with a whole number: `90 s`, `5 min`, `28 days`.
    static String format(Duration duration) {
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
