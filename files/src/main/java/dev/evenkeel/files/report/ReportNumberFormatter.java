// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.Locale;

/// A formatter of figures, rounded to meaningful digits.
public final class ReportNumberFormatter {
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
}
