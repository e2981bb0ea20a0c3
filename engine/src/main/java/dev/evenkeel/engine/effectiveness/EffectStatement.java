// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// The statement that a result supports, for a report.
///
/// @param kind kind of statement
/// @param sentence one sentence, with the interval if there is one
public record EffectStatement(Kind kind, String sentence) {
    private static final double TWO_DECIMALS_FROM = 0.1;
    private static final double NEXT_TO_ONE = 0.005;

    public enum Kind {
        /// The whole interval lies below 1.
        IMPROVED,
        /// The whole interval lies above 1.
        WORSE,
        /// The interval contains 1, which does not show that nothing changed.
        NO_DIFFERENCE_SHOWN,
        /// No statement is possible; the sentence says why.
        CANNOT_TELL
    }

    /// @param what what was counted, in the plural
    /// @param reference quantity of which the ratio is a part: `what they were`
    static EffectStatement of(RateRatioEstimate claim, String what, String reference) {
        String range = " (" + formatNumber(claim.low()) + " to " + formatNumber(claim.high()) + ")";
        String size = formatNumber(claim.ratio());
        if (claim.high() < 1) {
            return new EffectStatement(Kind.IMPROVED, what + " fell to " + size + " of " + reference + range);
        }
        if (claim.low() > 1) {
            return new EffectStatement(Kind.WORSE, what + " rose to " + size + " times " + reference + range);
        }
        return new EffectStatement(
                Kind.NO_DIFFERENCE_SHOWN,
                "no significant difference: " + what + " are " + size + " of " + reference + range
                        + ", which includes no change");
    }

    static EffectStatement cannotTell(String why) {
        return new EffectStatement(Kind.CANNOT_TELL, "insufficient data: " + why);
    }

    /* Two decimals, or two significant digits for small numbers; a number next to 1 shows on which side it is. */
    private static String formatNumber(double value) {
        if (!Double.isFinite(value)) {
            return "any number";
        }
        if (value != 0 && value < TWO_DECIMALS_FROM) {
            return formatRounded(value);
        }
        boolean near = value != 1 && Math.abs(value - 1) < NEXT_TO_ONE;
        return near ? String.format(Locale.ROOT, "%.4f", value) : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String formatRounded(double value) {
        return new BigDecimal(value).round(new MathContext(2)).toPlainString();
    }
}
