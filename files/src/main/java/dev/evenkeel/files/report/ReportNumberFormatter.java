// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.Locale;

/// A formatter of figures, rounded to meaningful digits.
public final class ReportNumberFormatter {
    private static final double SMALL_SHARE = 0.1;
    private static final double SMALL = 1_000;

    private ReportNumberFormatter() {}

    /// Formats a number: as money from 1,000 on, with three significant digits below.
    public static String formatNumber(double value) {
        return Math.abs(value) >= SMALL
                ? QuantityFormatter.formatMoney(value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    /// Formats a number with one decimal.
    public static String formatDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// Formats a share: `0.401` as `40%`, `0.0965` as `9.7%`.
    public static String formatPercent(double share) {
        return String.format(Locale.ROOT, share < SMALL_SHARE ? "%.1f%%" : "%.0f%%", 100 * share);
    }

    /// Formats a share with its range: `40% (18% to 64%)`.
    public static String formatPercent(double share, double low, double high) {
        return formatPercent(share) + " (" + formatPercent(low) + " to " + formatPercent(high) + ")";
    }
}
