// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.util.List;

/// A multi-window burn rate alert: fires when the burn rates over a long and a short window both exceed a
/// threshold. The long window shows that the burn is significant, the short one that it continues. Recent
/// data alone does not fire: see [#requiredHistory].
///
/// @param name unique within the SLO
/// @param longWindow whole minutes
/// @param shortWindow whole minutes, at most `longWindow`
/// @param threshold burn rate; 1 spends the budget exactly within the period
/// @param minBadEvents minimum number of bad events in the long window, and in proportion in the short one, at
///     least 1: one failure in ten requests per hour does not page
public record BurnAlertRule(
        String name,
        Severity severity,
        Duration longWindow,
        Duration shortWindow,
        double threshold,
        long minBadEvents) {
    private static final Duration LEAST_KNOWN = Duration.ofMinutes(5);
    private static final double USUAL_MINUTES = Duration.ofDays(30).toMinutes();
    private static final List<StandardRule> USUAL = List.of(
            new StandardRule("page-fast", Severity.PAGE, 0.02, 60, 5),
            new StandardRule("page-slow", Severity.PAGE, 0.05, 360, 30),
            new StandardRule("ticket-fast", Severity.TICKET, 0.10, 1440, 120),
            new StandardRule("ticket-slow", Severity.TICKET, 0.10, 4320, 360));

    /// The urgency of an alert.
    public enum Severity {
        /// Page the person on call.
        PAGE,
        /// Open a ticket for the team of the service.
        TICKET
    }

    public BurnAlertRule {
        if (shortWindow.toMinutes() < 1 || shortWindow.compareTo(longWindow) > 0) {
            throw new IllegalArgumentException(
                    "The short window must be 1 min to " + longWindow + ", got " + shortWindow);
        }
        if (!(threshold > 0) || Double.isInfinite(threshold) || minBadEvents < 1) {
            throw new IllegalArgumentException("The threshold must be above 0 and the minimum count 1 or more, got "
                    + threshold + " and " + minBadEvents);
        }
    }

    /// Returns the standard rules: page at 2% of the budget in 1/720 of the period and 5% in 1/120, ticket at
    /// 10% in 1/30 and in 1/10. For 30 days these are the rules of the SRE workbook, chapter 5, table 5-8.
    ///
    /// @param period period of the SLO; windows scale with it and are rounded up to whole minutes
    public static List<BurnAlertRule> standard(Duration period, long leastBad) {
        return USUAL.stream().map(row -> row.scale(period, leastBad)).toList();
    }

    /// Returns how far back data must reach before an alert starts: the short window plus five minutes, at
    /// most the long window.
    public Duration requiredHistory() {
        Duration asked = shortWindow.compareTo(LEAST_KNOWN) > 0 ? shortWindow : LEAST_KNOWN;
        return asked.compareTo(longWindow) < 0 ? asked : longWindow;
    }

    /// Returns the minimum number of bad events in a window.
    public long minBadEvents(Duration window) {
        return Math.max(1, Math.ceilDiv(minBadEvents * window.toMinutes(), longWindow.toMinutes()));
    }

    /// A rule for 30 days.
    ///
    /// @param budget share of the budget which, spent in the long window, fires
    private record StandardRule(String name, Severity severity, double budget, int longMinutes, int shortMinutes) {
        BurnAlertRule scale(Duration period, long leastBad) {
            double factor = period.toMinutes() / USUAL_MINUTES;
            Duration longWindow = minutes(longMinutes * factor);
            double threshold = budget * period.toMinutes() / longWindow.toMinutes();
            return new BurnAlertRule(name, severity, longWindow, minutes(shortMinutes * factor), threshold, leastBad);
        }

        private static Duration minutes(double length) {
            return Duration.ofMinutes((long) Math.ceil(length));
        }
    }
}
