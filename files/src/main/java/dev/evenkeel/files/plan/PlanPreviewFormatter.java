// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import dev.evenkeel.engine.preview.EstimationMethod;
import dev.evenkeel.engine.rollout.plan.ErrorMargin;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Figures of a preview as people read them: rounded to what matters, short enough for a table.
public final class PlanPreviewFormatter {
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    private PlanPreviewFormatter() {}

    /// `58 s`, `3.3 min`, `42 min`, `5 h`, `12 d`; `never` for ever.
    public static String span(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "never";
        }
        if (seconds < 2 * MINUTE) {
            return digits(seconds, TWO_DIGITS, 100) + " s";
        }
        if (seconds < 2 * HOUR) {
            return digits(seconds / MINUTE, TWO_DIGITS, 100) + " min";
        }
        return seconds < 2 * DAY
                ? digits(seconds / HOUR, TWO_DIGITS, 100) + " h"
                : digits(seconds / DAY, TWO_DIGITS, 100) + " d";
    }

    /// `1.26`: three digits, thousands grouped.
    public static String number(double value) {
        return Double.isFinite(value) ? digits(value, THREE_DIGITS, 1_000) : "-";
    }

    /// A chance in percent: `99.1 %`, `< 0.1 %`.
    public static String chance(double chance) {
        if (chance > 0 && chance < 0.001) {
            return "< 0.1 %";
        }
        return chance < 1 && chance > 0.999 ? "> 99.9 %" : plain(100 * chance, THREE_DIGITS) + " %";
    }

    /// A share in percent, whatever its size: `0.00201 %`.
    public static String share(double share) {
        return plain(100 * share, THREE_DIGITS) + " %";
    }

    /// What a proof about failures has to show: `< 1.26x + 0.0526 %`.
    public static String margin(ErrorMargin margin) {
        String times = margin.factor() == 1 ? "control" : number(margin.factor()) + "x";
        return "< " + times + (margin.extra() == 0 ? "" : " + " + share(margin.extra()));
    }

    /// How a time was found, in words.
    public static String method(EstimationMethod method) {
        return switch (method) {
            case EXACT -> "exact";
            case EXACT_WITH_FEWER_LOOKS -> "exact but for looks up to 0.25 % apart";
            case EXACT_AFTER_EACH_FAILURE -> "exact, looking after each failure";
            case SIMULATED -> "SIMULATED, 400 plays, seed 1";
            case EXPECTED_COUNTS -> "from expected counts";
        };
    }

    private static String digits(double value, MathContext digits, double wholeFrom) {
        return value >= wholeFrom - 0.5 ? String.format(Locale.ROOT, "%,.0f", value) : plain(value, digits);
    }

    private static String plain(double value, MathContext digits) {
        return value == 0
                ? "0"
                : new BigDecimal(value).round(digits).stripTrailingZeros().toPlainString();
    }
}
