// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Figures of a preview as people read them: rounded to what matters, short enough for a table.
final class PreviewFigures {
    private static final MathContext TWO_DIGITS = new MathContext(2);
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    private PreviewFigures() {}

    /// `58 s`, `3.3 min`, `42 min`, `5 h`, `12 d`; `never` for ever.
    static String span(double seconds) {
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
    static String number(double value) {
        return Double.isFinite(value) ? digits(value, THREE_DIGITS, 1_000) : "-";
    }

    /// A chance in percent: `99.1 %`, `< 0.1 %`.
    static String chance(double chance) {
        if (chance > 0 && chance < 0.001) {
            return "< 0.1 %";
        }
        return chance < 1 && chance > 0.999 ? "> 99.9 %" : plain(100 * chance, THREE_DIGITS) + " %";
    }

    /// A share in percent, whatever its size: `0.00201 %`.
    static String share(double share) {
        return plain(100 * share, THREE_DIGITS) + " %";
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
