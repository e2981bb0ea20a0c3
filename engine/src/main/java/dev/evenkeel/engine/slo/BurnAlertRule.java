// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.util.List;

/// When a burning budget calls somebody: when the burn rates over a long and a short window both exceed a
/// threshold. The long one says that it matters, the short one that it still goes on. What began to be counted
/// a minute ago calls nobody: see [#leastKnown].
///
/// @param name unique within the SLO
/// @param longWindow whole minutes
/// @param shortWindow whole minutes, at most `longWindow`
/// @param threshold burn rate; 1 spends the budget exactly within the period
/// @param leastBad bad events asked for in the long window, and in the short one in proportion, at least 1: one
///     failure in ten requests an hour is no page
public record BurnAlertRule(
        String name, Severity severity, Duration longWindow, Duration shortWindow, double threshold, long leastBad) {
    private static final Duration LEAST_KNOWN = Duration.ofMinutes(5);
    private static final double USUAL_MINUTES = Duration.ofDays(30).toMinutes();
    private static final List<StandardRule> USUAL = List.of(
            new StandardRule("page-fast", Severity.PAGE, 0.02, 60, 5),
            new StandardRule("page-slow", Severity.PAGE, 0.05, 360, 30),
            new StandardRule("ticket-fast", Severity.TICKET, 0.10, 1440, 120),
            new StandardRule("ticket-slow", Severity.TICKET, 0.10, 4320, 360));

    /// Who is called.
    public enum Severity {
        /// Somebody, now.
        PAGE,
        /// Whoever works on the service, in working hours.
        TICKET
    }

    public BurnAlertRule {
        if (shortWindow.toMinutes() < 1 || shortWindow.compareTo(longWindow) > 0) {
            throw new IllegalArgumentException(
                    "The short window must be 1 min to " + longWindow + ", got " + shortWindow);
        }
        if (!(threshold > 0) || Double.isInfinite(threshold) || leastBad < 1) {
            throw new IllegalArgumentException(
                    "A threshold must be above 0 and a least count 1 or more, got " + threshold + " and " + leastBad);
        }
    }

    /// Page at 2 % of the budget in 1/720 of the period and 5 % in 1/120, ticket at 10 % in 1/30 and in 1/10:
    /// for 30 days the rules of the SRE workbook, chapter 5, table 5-8.
    ///
    /// @param period of the SLO; windows scale with it and are rounded up to whole minutes
    public static List<BurnAlertRule> standard(Duration period, long leastBad) {
        return USUAL.stream().map(row -> row.scaled(period, leastBad)).toList();
    }

    /// How far back data has to reach before an alert begins: as far as the short window and five minutes, but
    /// no farther than the long window.
    public Duration leastKnown() {
        Duration asked = shortWindow.compareTo(LEAST_KNOWN) > 0 ? shortWindow : LEAST_KNOWN;
        return asked.compareTo(longWindow) < 0 ? asked : longWindow;
    }

    /// Bad events asked for in a window.
    public long leastBad(Duration window) {
        return Math.max(1, Math.ceilDiv(leastBad * window.toMinutes(), longWindow.toMinutes()));
    }

    /// A rule for 30 days.
    ///
    /// @param budget spent share of the budget at which the long window calls
    private record StandardRule(String name, Severity severity, double budget, int longMinutes, int shortMinutes) {
        BurnAlertRule scaled(Duration period, long leastBad) {
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
