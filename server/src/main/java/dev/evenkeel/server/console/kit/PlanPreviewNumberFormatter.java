// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.preview.TimeEstimate;
import dev.evenkeel.files.plan.PlanPreviewFormatter;

/// Formats the numbers of a plan preview as the command line does, with non-breaking spaces before units.
public final class PlanPreviewNumberFormatter {
    private static final String SPACE = "\u00a0";

    private PlanPreviewNumberFormatter() {}

    /// Formats a duration: `2.2 h`; an infinite one as `never`.
    public static String formatDuration(double seconds) {
        return keepTogether(PlanPreviewFormatter.formatDuration(seconds));
    }

    /// Formats the interval that covers a time with 80% probability: `1.9 to 2.9 min`; empty if both ends are
    /// equal.
    public static String formatRange(TimeEstimate time) {
        String low = PlanPreviewFormatter.formatDuration(time.p10());
        String high = PlanPreviewFormatter.formatDuration(time.p90());
        if (low.equals(high)) {
            return "";
        }
        int unit = low.lastIndexOf(' ');
        boolean same = unit > 0 && high.endsWith(low.substring(unit));
        return keepTogether(same ? low.substring(0, unit) : low) + " to " + keepTogether(high);
    }

    /// Formats a number: `1.26`, `1,001`.
    public static String formatNumber(double value) {
        return PlanPreviewFormatter.formatNumber(value);
    }

    /// Formats a share: `0.9%`.
    public static String formatShare(double share) {
        return PlanPreviewFormatter.formatShare(share);
    }

    /// Formats a probability: `99.1%`, `> 99.9%`.
    public static String formatChance(double chance) {
        return keepTogether(PlanPreviewFormatter.formatChance(chance));
    }

    /// Formats a ratio: `2 ×`.
    public static String formatRatio(double ratio) {
        return formatNumber(ratio) + SPACE + "×";
    }

    /// Formats an amount of money: `1,001 CHF`.
    ///
    /// @param currency empty if unknown
    public static String formatMoney(double amount, String currency) {
        return formatNumber(amount) + (currency.isEmpty() ? " in your currency" : SPACE + currency);
    }

    private static String keepTogether(String text) {
        return text.replace(" ", SPACE);
    }
}
