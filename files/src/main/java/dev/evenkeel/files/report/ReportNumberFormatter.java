// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Figures as people read them: no more digits than mean something.
public final class ReportNumberFormatter {
    private static final double SMALL_SHARE = 0.1;
    private static final double SMALL = 1_000;
    private static final int TENTHS = 10;

    private ReportNumberFormatter() {}

    /// Money with two digits that count: `1,234,567` as `1,200,000`.
    public static String money(double amount) {
        double rounded = amount == 0
                ? 0
                : BigDecimal.valueOf(amount).round(new MathContext(2)).doubleValue();
        return String.format(Locale.ROOT, "%,.0f", rounded);
    }

    /// A number of any kind: money's way from a thousand on, with three digits that count below.
    public static String number(double value) {
        return Math.abs(value) >= SMALL ? money(value) : String.format(Locale.ROOT, "%.3g", value);
    }

    /// A number with one decimal.
    public static String decimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// A share: `0.401` as `40 %`, `0.0965` as `9.7 %`.
    public static String percent(double share) {
        return String.format(Locale.ROOT, share < SMALL_SHARE ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    /// A share with its range: `40 % (18 % to 64 %)`.
    public static String percent(double share, double low, double high) {
        return percent(share) + " (" + percent(low) + " to " + percent(high) + ")";
    }

    /// A share as a count: `0.401` as `4 in 10`, `0.0965` as `1 in 10`, `0.03` as `3 in 100`.
    public static String frequency(double share) {
        int of = TENTHS;
        while (share > 0 && share * of < 1 - 1.0 / (2 * TENTHS) && of < TENTHS * TENTHS * TENTHS) {
            of *= TENTHS;
        }
        return Math.round(share * of) + " in " + String.format(Locale.ROOT, "%,d", of);
    }
}
