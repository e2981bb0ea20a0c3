// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.util.Locale;

/// Formatter of numbers in reports, independent of the locale.
public final class BenchmarkNumberFormatter {
    private BenchmarkNumberFormatter() {}

    /// @param share from 0 to 1
    /// @return `12.5%`
    public static String formatPercent(double share) {
        return formatNumber(100 * share, "%.3g") + "%";
    }

    /// @param format as for [String#format]
    public static String formatNumber(double value, String format) {
        return String.format(Locale.ROOT, format, value);
    }
}
