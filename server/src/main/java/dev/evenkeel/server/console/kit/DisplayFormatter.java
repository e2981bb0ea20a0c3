// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.preview.TimeEstimate;
import java.time.Duration;
import java.util.regex.Pattern;

/// Formats numbers for the console: English grouping, units, and only significant digits.
public final class DisplayFormatter {
    /* Non-breaking, so that a number and its unit stay on one line. */
    private static final String SPACE = "\u00a0";

    /*
     * Names at the start of reasons, such as "fees-ok, availability has spent ..." and "p95: the candidate
     * ...". "blind:" is not a name.
     */
    private static final Pattern NAME = Pattern.compile("(?!blind:)(\\S*[^\\s\\p{L}'’(),:;]\\S*|\\p{L}+[:,])(\\s|$)");

    private DisplayFormatter() {}

    /// Formats milliseconds with three significant digits: `41.3 ms`.
    public static String formatMillis(double millis) {
        return keepTogether(QuantityFormatter.formatMillis(millis));
    }

    /// Formats an interval of shares: `0.12–0.23%`.
    public static String formatShareInterval(double low, double high) {
        return QuantityFormatter.formatNumber(100 * low) + "–" + QuantityFormatter.formatPercent(high);
    }

    /// Formats an interval of milliseconds: `8.14–8.26 ms`.
    public static String formatMillis(double low, double high) {
        return QuantityFormatter.formatNumber(low) + "–" + formatMillis(high);
    }

    /// Formats an estimated amount of money: `CHF 1,200`.
    ///
    /// @param currency empty if unknown
    public static String formatMoney(double amount, String currency) {
        return addCurrency(QuantityFormatter.formatMoney(amount), currency);
    }

    /// Adds the currency to formatted amounts: `CHF 1,000 to 5,600`.
    ///
    /// @param currency empty if unknown
    public static String addCurrency(String amounts, String currency) {
        return currency.isEmpty() ? amounts + " in your currency" : currency + SPACE + amounts;
    }

    /// Formats a measured duration: `0.4 s`, `38 s`, `3 min 20 s`, `2 h 5 min`.
    public static String formatDuration(Duration duration) {
        return keepTogether(QuantityFormatter.formatElapsed(duration));
    }

    /// Formats an estimated duration: `2.2 h`; an infinite one as `never`.
    public static String formatEstimate(double seconds) {
        return keepTogether(QuantityFormatter.formatEstimate(seconds));
    }

    /// Formats the interval that covers a time with 80% probability: `1.9 to 2.9 min`; empty if both ends are
    /// equal.
    public static String formatRange(TimeEstimate time) {
        String low = formatEstimate(time.p10());
        String high = formatEstimate(time.p90());
        if (low.equals(high)) {
            return "";
        }
        int unit = low.lastIndexOf(SPACE);
        boolean same = unit > 0 && high.endsWith(low.substring(unit));
        return (same ? low.substring(0, unit) : low) + " to " + high;
    }

    /// Replaces spaces by non-breaking ones, so that a number and its unit stay on one line.
    public static String keepTogether(String text) {
        return text.replace(" ", SPACE);
    }

    /// Formats a clause as a sentence: `blind: no batch` as `Blind: no batch.` The name of a guardrail or an
    /// SLO at the start keeps its case: `p95: slower` as `p95: slower.`
    public static String toSentence(String clause) {
        if (clause.isBlank()) {
            return "";
        }
        String text = clause.strip();
        String end = text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? "" : ".";
        return NAME.matcher(text).lookingAt()
                ? text + end
                : Character.toUpperCase(text.charAt(0)) + text.substring(1) + end;
    }
}
