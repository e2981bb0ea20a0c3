// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A formatter of times and progress bars.
final class RolloutValueFormatter {
    private RolloutValueFormatter() {}

    /// Formats an instant to the second: `2026-11-25T03:01:12Z`, or `-` for null.
    static String formatSecond(@Nullable Instant at) {
        return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// Formats an instant in UTC to the minute: `2026-11-25 03:01`.
    static String formatMinute(Instant at) {
        return at.toString().substring(0, 16).replace('T', ' ');
    }

    /// Formats a time of day: `03:01:12Z`.
    static String formatTime(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().substring(11);
    }

    /// Formats a progress bar: `[###.....]`.
    static String formatBar(double value, double bound) {
        int width = 8;
        double share = bound > 0 ? Math.clamp(value / bound, 0, 1) : 0;
        int full = (int) Math.floor(share * width);
        return "[" + "#".repeat(full) + ".".repeat(width - full) + "]";
    }
}
