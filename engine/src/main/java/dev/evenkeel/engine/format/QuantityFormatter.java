// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The formatter of numbers, shares, evidence, money and durations for people: one rule for each kind of quantity,
/// independent of the locale.
///
/// - Units: percentages (`95%`) and multiples (`1.26x`) without a space, other units after a space, the currency
///   before the amount.
/// - Digits: what is counted, configured or owed has all its digits, what is measured three, and what is estimated
///   about two. There are no trailing zeros, except cents.
/// - Reasons of stored decisions contain counts, numbers, ratios, percentages, levels, tolerances and durations, and
///   replay compares them: for the values that they can have, these formats must not change.
public final class QuantityFormatter {
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double LOG_MILLION = Math.log(1e6);
    /* Decimal logarithms; values outside have no useful digits. */
    private static final double LARGE_EVIDENCE = 6;
    private static final double SMALL_EVIDENCE = -1;
    private static final double WHOLE_EVIDENCE = 9.95;
    private static final double GROUPED_FROM = 999.5;
    private static final Duration WHOLE_SECONDS_FROM = Duration.ofSeconds(10);
    private static final double SMALL_PROBABILITY = 0.001;
    private static final double TENTHS_BELOW = 0.1;
    private static final double TENTHS_ABOVE = 0.99;
    private static final int DECIMALS_OF_MONEY = 2;
    private static final int TENTHS = 10;

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private QuantityFormatter() {}

    /// Formats a count with thousands separators: `1,790`.
    public static String formatCount(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// Formats a number with three significant digits and without trailing zeros, from 1,000 as a whole number
    /// with thousands separators: `0.526`, `12.5`, `5,074`; `-` for infinity and NaN.
    public static String formatNumber(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        return Math.abs(value) >= GROUPED_FROM
                ? String.format(Locale.ROOT, "%,.0f", value)
                : formatDigits(value, THREE_DIGITS);
    }

    /// Formats current evidence, an e-value, given its decimal logarithm: `< 0.1`, `0.4`, `8.5`, `111`, `12,345`,
    /// `> 1,000,000`.
    public static String formatEvidence(double log10) {
        if (log10 >= LARGE_EVIDENCE) {
            return "> 1,000,000";
        }
        if (log10 < SMALL_EVIDENCE) {
            return "< 0.1";
        }
        double evidence = Math.pow(10, log10);
        return String.format(Locale.ROOT, evidence < WHOLE_EVIDENCE ? "%.1f" : "%,.0f", evidence);
    }

    /// Formats evidence in the reason of a decision, given its natural logarithm, with three significant digits and
    /// without separators: `0.03`, `152`, `12300`, `over a million`.
    public static String formatReasonEvidence(double log) {
        if (log > LOG_MILLION) {
            return "over a million";
        }
        return log < -LOG_MILLION ? "under a millionth" : formatDigits(Math.exp(log), THREE_DIGITS);
    }

    /// Formats the level for an error probability: `95%` for 0.05.
    public static String formatLevel(double errorChance) {
        return formatPercent(1 - errorChance);
    }

    /// Formats a tolerated ratio as ` (limit 1.1x)`; empty for a ratio of 1.
    public static String formatTolerance(double ratio) {
        return ratio == 1 ? "" : " (limit " + formatRatio(ratio) + ")";
    }

    /// Formats a ratio as a multiple: `1.26x`; `-` for infinity and NaN.
    public static String formatRatio(double ratio) {
        return formatNumber(ratio) + (Double.isFinite(ratio) ? "x" : "");
    }

    /// Formats a known share in percent with the digits of [#formatNumber]: `50%`, `1.23%`, `0.00201%`; `-` for
    /// infinity and NaN.
    public static String formatPercent(double share) {
        return formatNumber(100 * share) + (Double.isFinite(share) ? "%" : "");
    }

    /// Formats a share as [#formatPercent], or `unknown` if it is null.
    public static String formatPercentOrUnknown(@Nullable Double share) {
        return share == null ? "unknown" : formatPercent(share);
    }

    /// Formats a configured share in percent with all digits: `99.95%`.
    public static String formatTarget(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /// Formats an estimated probability or share in percent with the digits that an estimate has: `9.7%`, `40%`,
    /// `99.1%`; `< 0.1%` and `> 99.9%` next to the limits; `-` for infinity and NaN.
    public static String formatProbability(double probability) {
        if (!Double.isFinite(probability)) {
            return "-";
        }
        if (probability > 0 && probability < SMALL_PROBABILITY) {
            return "< 0.1%";
        }
        if (probability < 1 && probability > 1 - SMALL_PROBABILITY) {
            return "> 99.9%";
        }
        boolean tenths = probability < TENTHS_BELOW || probability > TENTHS_ABOVE;
        return BigDecimal.valueOf(100 * probability)
                        .setScale(tenths ? 1 : 0, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    /// Formats an estimated probability with its interval: `40% (18% to 64%)`.
    public static String formatProbability(double probability, double low, double high) {
        return formatProbability(probability) + " (" + formatProbability(low) + " to " + formatProbability(high) + ")";
    }

    /// Formats an estimated amount of money with two significant digits: `1,200,000`, `1.20`, `0.0034`; `-` for
    /// infinity and NaN.
    public static String formatMoney(double amount) {
        return Double.isFinite(amount) ? formatAmount(new BigDecimal(amount).round(TWO_DIGITS)) : "-";
    }

    /// Formats an estimated amount of money with its currency: `CHF 1,200`.
    public static String formatMoney(double amount, String currency) {
        return currency + " " + formatMoney(amount);
    }

    /// Formats a known amount of money with all digits and its currency: `CHF 1,234.50`, `CHF 0.80`.
    public static String formatMoney(BigDecimal amount, String currency) {
        return currency + " " + formatAmount(amount);
    }

    private static String formatAmount(BigDecimal amount) {
        int digits = amount.stripTrailingZeros().scale();
        int decimals = digits <= 0 ? 0 : Math.max(DECIMALS_OF_MONEY, digits);
        return String.format(Locale.ROOT, "%,." + decimals + "f", amount);
    }

    /// Formats a share as a frequency: `0.401` as `4 in 10`, `0.0965` as `1 in 10`, `0.03` as `3 in 100`.
    public static String formatFrequency(double share) {
        int of = TENTHS;
        while (share > 0 && share * of < 1 - 1.0 / (2 * TENTHS) && of < TENTHS * TENTHS * TENTHS) {
            of *= TENTHS;
        }
        return Math.round(share * of) + " in " + formatCount(of);
    }

    /// Formats a required or remaining duration in its two largest units, rounded up to the smaller one: `20 s`,
    /// `3 min 20 s`, `5 h 1 min`, `2 d`.
    public static String formatDuration(Duration duration) {
        return formatSeconds(duration.plusNanos(999_999_999).toSeconds(), true);
    }

    /// Formats a measured duration in its two largest units, rounded down to the smaller one, and below 10 s with
    /// one decimal: `0.4 s`, `38 s`, `3 min 20 s`, `2 h 5 min`, `4 d 3 h`. A negative duration is `0 s`.
    public static String formatElapsed(Duration duration) {
        if (!duration.isPositive() || duration.compareTo(WHOLE_SECONDS_FROM) >= 0) {
            return formatSeconds(Math.max(0, duration.toSeconds()), false);
        }
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
        return seconds.signum() == 0 ? "< 0.1 s" : seconds.stripTrailingZeros().toPlainString() + " s";
    }

    /// Formats a configured duration in the largest unit without a fraction: `90 seconds`, `5 minutes`, `1 hour`,
    /// `28 days`.
    public static String formatPeriod(Duration period) {
        long seconds = period.toSeconds();
        if (seconds == 0 || seconds % MINUTE != 0) {
            return formatUnits(seconds, "second");
        }
        if (seconds % HOUR != 0) {
            return formatUnits(seconds / MINUTE, "minute");
        }
        return seconds % DAY != 0 ? formatUnits(seconds / HOUR, "hour") : formatUnits(seconds / DAY, "day");
    }

    private static String formatUnits(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    /// Formats an estimated duration in one unit with two significant digits: `58 s`, `3.3 min`, `42 min`, `5 h`,
    /// `12 d`; `never` when it is infinite.
    public static String formatEstimate(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "never";
        }
        if (seconds < 2 * MINUTE) {
            return formatTwoDigits(seconds) + " s";
        }
        if (seconds < 2 * HOUR) {
            return formatTwoDigits(seconds / MINUTE) + " min";
        }
        return seconds < 2 * DAY ? formatTwoDigits(seconds / HOUR) + " h" : formatTwoDigits(seconds / DAY) + " d";
    }

    /// Formats a latency in milliseconds with the digits of [#formatNumber]: `41.3 ms`.
    public static String formatMillis(double millis) {
        return formatNumber(millis) + " ms";
    }

    /// Formats whole milliseconds: `1,000 ms`.
    public static String formatMillis(long millis) {
        return formatCount(millis) + " ms";
    }

    private static String formatTwoDigits(double value) {
        return value >= 99.5 ? formatCount(Math.round(value)) : formatDigits(value, TWO_DIGITS);
    }

    private static String formatDigits(double value, MathContext digits) {
        return value == 0
                ? "0"
                : new BigDecimal(value).round(digits).stripTrailingZeros().toPlainString();
    }

    private static String formatSeconds(long seconds, boolean up) {
        if (seconds < HOUR) {
            return seconds < MINUTE ? seconds + " s" : formatTwoUnits(seconds, MINUTE, " min", " s");
        }
        return seconds < DAY
                ? formatTwoUnits(divide(seconds, MINUTE, up), HOUR / MINUTE, " h", " min")
                : formatTwoUnits(divide(seconds, HOUR, up), DAY / HOUR, " d", " h");
    }

    private static long divide(long seconds, long unit, boolean up) {
        return up ? Math.ceilDiv(seconds, unit) : seconds / unit;
    }

    private static String formatTwoUnits(long small, long smallInLarge, String largeName, String smallName) {
        long rest = small % smallInLarge;
        return small / smallInLarge + largeName + (rest == 0 ? "" : " " + rest + smallName);
    }
}
