// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// The burn rate of an error budget over one window.
///
/// @param rate bad share divided by the allowed share: 1 spends the budget exactly within the period; empty
///     without data
public record BurnRate(Duration window, BudgetMeasurement measure, OptionalDouble rate) {
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

    /// Formats the rate with its data: `burn rate 100 over 1 h (6,000 of 60,000 bad, 60 min with data)`.
    public String format() {
        return "burn rate " + formatRate() + " over " + QuantityFormatter.formatElapsed(window) + " ("
                + QuantityFormatter.formatNumber(measure.bad())
                + " of " + QuantityFormatter.formatNumber(measure.total()) + " bad, "
                + measure.coverage().counted() + " min with data)";
    }

    /// Formats the rate, or `unknown`.
    String formatRate() {
        return rate.isEmpty() ? "unknown" : QuantityFormatter.formatNumber(rate.getAsDouble());
    }
}
