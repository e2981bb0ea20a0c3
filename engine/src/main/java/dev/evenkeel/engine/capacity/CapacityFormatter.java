// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Quantities in words.
final class CapacityFormatter {
    private static final MathContext DIGITS_OF_SHARES = new MathContext(10);

    private CapacityFormatter() {}

    /// A share with one decimal at most: `30 %`, `12.5 %`.
    static String percent(double share) {
        return rounded(100 * share) + " %";
    }

    /// Person-days with one decimal at most.
    static String days(double days) {
        return rounded(days) + (days == 1 ? " person-day" : " person-days");
    }

    static String weeks(int weeks) {
        return weeks == 1 ? "a week" : weeks + " weeks";
    }

    /// A sum of shares as its author would write it, without the last digits of binary fractions.
    static String sum(double shares) {
        return new BigDecimal(shares, DIGITS_OF_SHARES).stripTrailingZeros().toPlainString();
    }

    /// A number with one decimal at most.
    static String rounded(double number) {
        BigDecimal tenths = BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP);
        return tenths.stripTrailingZeros().toPlainString();
    }
}
