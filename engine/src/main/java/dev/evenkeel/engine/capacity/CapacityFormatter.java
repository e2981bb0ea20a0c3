// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// The formatter of shares and person-days.
final class CapacityFormatter {
    private static final MathContext DIGITS_OF_SHARES = new MathContext(10);

    private CapacityFormatter() {}

    /// Formats person-days with at most one decimal.
    static String formatDays(double days) {
        return formatNumber(days) + (days == 1 ? " person-day" : " person-days");
    }

    static String formatWeeks(int weeks) {
        return weeks == 1 ? "a week" : weeks + " weeks";
    }

    /// Formats a sum of shares without binary rounding errors.
    static String formatSum(double shares) {
        return new BigDecimal(shares, DIGITS_OF_SHARES).stripTrailingZeros().toPlainString();
    }

    /// Formats a number with at most one decimal.
    static String formatNumber(double number) {
        BigDecimal tenths = BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP);
        return tenths.stripTrailingZeros().toPlainString();
    }
}
