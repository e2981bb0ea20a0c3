// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Quantities in words.
final class Words {
    private Words() {}

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

    /// A number with one decimal at most.
    static String rounded(double number) {
        BigDecimal tenths = BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP);
        return tenths.stripTrailingZeros().toPlainString();
    }
}
