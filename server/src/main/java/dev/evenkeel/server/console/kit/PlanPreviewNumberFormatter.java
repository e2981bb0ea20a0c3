// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.format.QuantityFormatter;

/// Formats the numbers of a plan preview as the command line does, with non-breaking spaces before units.
public final class PlanPreviewNumberFormatter {
    private static final String SPACE = "\u00a0";

    private PlanPreviewNumberFormatter() {}

    /// Formats an amount of money: `1,001 CHF`.
    ///
    /// @param currency empty if unknown
    public static String formatMoney(double amount, String currency) {
        return QuantityFormatter.formatNumber(amount) + (currency.isEmpty() ? " in your currency" : SPACE + currency);
    }
}
