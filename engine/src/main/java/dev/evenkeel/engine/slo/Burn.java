// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/// How fast a budget burns over one window.
///
/// @param rate bad share by allowed share: 1 spends the budget exactly within the period; empty where nothing counted
public record Burn(Duration window, Measure measure, OptionalDouble rate) {
    /// The burn over the window that ends with `now`.
    public static Burn of(Objective objective, Timeline timeline, Duration window, Instant now) {
        Measure measure = objective.budgeting().measure(timeline, now.minus(window), now);
        OptionalDouble share = measure.badShare();
        return new Burn(
                window,
                measure,
                share.isEmpty() ? share : OptionalDouble.of(share.getAsDouble() / objective.allowance()));
    }

    boolean exceeds(BurnRule rule) {
        return rate.orElse(0) > rule.threshold() && measure.bad() >= rule.leastBad(window);
    }
}
