// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// The burn rate of an error budget over one window.
///
/// @param rate bad share divided by the allowed share: 1 spends the budget exactly within the period; empty
///     without data
public record BurnRate(Duration window, BudgetMeasurement measure, OptionalDouble rate) {
    private static final long MINUTES_OF_AN_HOUR = 60;
    private static final long MINUTES_OF_A_DAY = 1440;
    private static final MathContext FEW = new MathContext(4);
    private static final MathContext MANY = new MathContext(12);

    /// Computes the burn rate over the window that ends at `now`.
    public static BurnRate of(Objective objective, IndicatorTimeline timeline, Duration window, Instant now) {
        BudgetMeasurement measure = objective.budgeting().measure(timeline, now.minus(window), now);
        OptionalDouble share = measure.badShare();
        return new BurnRate(
                window,
                measure,
                share.isEmpty() ? share : OptionalDouble.of(share.getAsDouble() / objective.allowedBadShare()));
    }

    boolean exceeds(BurnAlertRule rule) {
        return rate.orElse(0) > rule.threshold() && measure.bad() >= rule.minBadEvents(window);
    }

    /// Formats the rate with its data: `burn rate 100 over 1 h (6000 of 60000 bad, 60 min with data)`.
    public String format() {
        return "burn rate " + formatRate() + " over " + formatWindow(window) + " (" + formatNumber(measure.bad())
                + " of " + formatNumber(measure.total()) + " bad, "
                + measure.coverage().counted() + " min with data)";
    }

    /// Formats a window in the largest unit that fits: `5 min`, `6 h`, `3 d`.
    static String formatWindow(Duration window) {
        long minutes = window.toMinutes();
        if (minutes % MINUTES_OF_A_DAY == 0) {
            return minutes / MINUTES_OF_A_DAY + " d";
        }
        return minutes % MINUTES_OF_AN_HOUR == 0 ? minutes / MINUTES_OF_AN_HOUR + " h" : minutes + " min";
    }

    /// Formats the rate with four digits, or `unknown`.
    String formatRate() {
        return rate.isEmpty() ? "unknown" : formatNumber(new BigDecimal(rate.getAsDouble(), FEW).doubleValue());
    }

    /// Formats a number with its significant digits.
    public static String formatNumber(double number) {
        BigDecimal rounded = new BigDecimal(number, MANY).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
