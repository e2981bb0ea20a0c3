// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.preview.TimeEstimate;
import dev.evenkeel.files.plan.PlanPreviewFormatter;

/// Figures of a preview as its page writes them: those of the command line, each kept on one line with
/// its unit.
public final class PlanFormatter {
    private static final String SPACE = "\u00a0";

    private PlanFormatter() {}

    /// `2.2 h`; `never` for ever.
    public static String span(double seconds) {
        return together(PlanPreviewFormatter.span(seconds));
    }

    /// `1.9 to 2.9 min`: what it takes in eight cases of ten; empty where that is one time.
    public static String range(TimeEstimate time) {
        String low = PlanPreviewFormatter.span(time.p10());
        String high = PlanPreviewFormatter.span(time.p90());
        if (low.equals(high)) {
            return "";
        }
        int unit = low.lastIndexOf(' ');
        boolean same = unit > 0 && high.endsWith(low.substring(unit));
        return together(same ? low.substring(0, unit) : low) + " to " + together(high);
    }

    /// `1.26`, `1,001`.
    public static String number(double value) {
        return PlanPreviewFormatter.number(value);
    }

    /// `0.9 %`.
    public static String share(double share) {
        return together(PlanPreviewFormatter.share(share));
    }

    /// `99.1 %`, `> 99.9 %`.
    public static String chance(double chance) {
        return together(PlanPreviewFormatter.chance(chance));
    }

    /// `2 ×`.
    public static String times(double ratio) {
        return number(ratio) + SPACE + "×";
    }

    /// `1,001 CHF`.
    ///
    /// @param currency empty when nobody said
    public static String money(double amount, String currency) {
        return number(amount) + (currency.isEmpty() ? " in your currency" : SPACE + currency);
    }

    private static String together(String text) {
        return text.replace(" ", SPACE);
    }
}
