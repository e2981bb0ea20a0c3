// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Numbers and times as people read them.
final class RolloutValueFormatter {
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private RolloutValueFormatter() {}

    /// `12,345`
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// `0.12 %` of a share: two significant digits.
    static String percent(double share) {
        return new BigDecimal(100 * share)
                        .round(TWO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    /// `20 s`, `3 min 20 s`, `5 h 1 min`, `2 d 3 h`.
    static String span(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min" + rest(seconds % MINUTE, " s");
        }
        return seconds < DAY
                ? seconds / HOUR + " h" + rest(seconds % HOUR / MINUTE, " min")
                : seconds / DAY + " d" + rest(seconds % DAY / HOUR, " h");
    }

    private static String rest(long number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    static Optional<Instant> instant(JsonNode text) {
        try {
            return text.isString() ? Optional.of(Instant.parse(text.asString())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// `2026-11-25T03:01:12Z`, or `-`.
    static String second(JsonNode text) {
        return instant(text)
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("-");
    }

    /// `2026-11-25 03:01`, UTC.
    static String minute(JsonNode text) {
        return instant(text)
                .map(at -> at.toString().substring(0, 16).replace('T', ' '))
                .orElse("-");
    }

    /// `03:01:12Z`
    static String time(JsonNode text) {
        return instant(text).map(RolloutValueFormatter::time).orElse("-");
    }

    /// `03:01:12Z`
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().substring(11);
    }

    /// `[###.....]`: how much of a bound is reached.
    static String bar(double value, double bound) {
        int width = 8;
        double share = bound > 0 ? Math.clamp(value / bound, 0, 1) : 0;
        int full = (int) Math.floor(share * width);
        return "[" + "#".repeat(full) + ".".repeat(width - full) + "]";
    }

    /// `0.93`, `-0.41`: decimal logarithms.
    static String log(double log10) {
        return String.format(Locale.ROOT, "%.2f", log10);
    }
}
