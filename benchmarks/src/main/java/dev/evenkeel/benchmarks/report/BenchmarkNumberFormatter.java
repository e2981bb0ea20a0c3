// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.util.Locale;

/// Numbers as they stand in a report, the same in every country.
public final class BenchmarkNumberFormatter {
    private BenchmarkNumberFormatter() {}

    /// @param share from 0 to 1
    /// @return `12.5 %`
    public static String percent(double share) {
        return number(100 * share, "%.3g") + " %";
    }

    /// @return `12,500`
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// @param format as of [String#format]
    public static String number(double value, String format) {
        return String.format(Locale.ROOT, format, value);
    }
}
