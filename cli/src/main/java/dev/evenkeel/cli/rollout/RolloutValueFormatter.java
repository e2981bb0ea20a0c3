// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A formatter of numbers and times.
final class RolloutValueFormatter {
    private static final MathContext TWO_DIGITS = new MathContext(2);
    /* Decimal logarithms; values outside have no useful digits. */
    private static final double LARGE_EVIDENCE = 6;
    private static final double SMALL_EVIDENCE = -1;

    private RolloutValueFormatter() {}

    /// Formats a share with two significant digits: `0.12%`.
    static String formatPercent(double share) {
        return new BigDecimal(100 * share)
                        .round(TWO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString() + "%";
    }

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

    /// Formats evidence, an e-value: `0.4`, `8.5`, `111`, `>1,000,000`.
    ///
    /// @param log10 its decimal logarithm
    static String formatEvidence(double log10) {
        if (log10 >= LARGE_EVIDENCE) {
            return ">1,000,000";
        }
        if (log10 < SMALL_EVIDENCE) {
            return "<0.1";
        }
        double evidence = Math.pow(10, log10);
        return String.format(Locale.ROOT, log10 < 1 ? "%.1f" : "%,.0f", evidence);
    }
}
