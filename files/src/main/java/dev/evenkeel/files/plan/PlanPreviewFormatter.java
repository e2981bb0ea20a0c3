// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.preview.EstimationMethod;
import dev.evenkeel.engine.rollout.plan.FailureRateMargin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// A formatter of the figures of a preview, rounded to meaningful digits and short enough for a table.
public final class PlanPreviewFormatter {
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    private PlanPreviewFormatter() {}

    /// Formats a duration: `58 s`, `3.3 min`, `42 min`, `5 h`, `12 d`; `never` when it is infinite.
    public static String formatDuration(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "never";
        }
        if (seconds < 2 * MINUTE) {
            return formatDigits(seconds, TWO_DIGITS, 100) + " s";
        }
        if (seconds < 2 * HOUR) {
            return formatDigits(seconds / MINUTE, TWO_DIGITS, 100) + " min";
        }
        return seconds < 2 * DAY
                ? formatDigits(seconds / HOUR, TWO_DIGITS, 100) + " h"
                : formatDigits(seconds / DAY, TWO_DIGITS, 100) + " d";
    }

    /// Formats a number with three digits and thousands separators: `1.26`.
    public static String formatNumber(double value) {
        return Double.isFinite(value) ? formatDigits(value, THREE_DIGITS, 1_000) : "-";
    }

    /// Formats a probability in percent: `99.1%`, `< 0.1%`.
    public static String formatChance(double chance) {
        if (chance > 0 && chance < 0.001) {
            return "< 0.1%";
        }
        return chance < 1 && chance > 0.999 ? "> 99.9%" : formatPlain(100 * chance, THREE_DIGITS) + "%";
    }

    /// Formats a share of any size in percent: `0.00201%`.
    public static String formatShare(double share) {
        return formatPlain(100 * share, THREE_DIGITS) + "%";
    }

    /// Formats the margin of a proof about failures: `< 1.26x + 0.0526%`.
    public static String formatMargin(FailureRateMargin margin) {
        String times = margin.factor() == 1 ? "control" : formatNumber(margin.factor()) + "x";
        return "< " + times + (margin.extra() == 0 ? "" : " + " + formatShare(margin.extra()));
    }

    /// Formats the estimation method of a time.
    public static String formatMethod(EstimationMethod method) {
        return switch (method) {
            case EXACT -> "exact";
            case EXACT_WITH_FEWER_EVALUATIONS -> "exact, for evaluations up to 0.25% apart";
            case EXACT_AFTER_EACH_FAILURE -> "exact, with an evaluation after each failure";
            case SIMULATED -> "simulated, 400 runs, seed 1";
            case EXPECTED_COUNTS -> "from expected counts";
        };
    }

    private static String formatDigits(double value, MathContext digits, double wholeFrom) {
        return value >= wholeFrom - 0.5 ? String.format(Locale.ROOT, "%,.0f", value) : formatPlain(value, digits);
    }

    private static String formatPlain(double value, MathContext digits) {
        return value == 0
                ? "0"
                : new BigDecimal(value).round(digits).stripTrailingZeros().toPlainString();
    }
}
