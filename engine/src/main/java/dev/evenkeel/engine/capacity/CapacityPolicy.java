// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The capacity settings of a team.
///
/// @param defaultSplit default split, for when no other rule applies
/// @param daysPerWeek person-days of the team per week, above 0; null when not set
/// @param costOfDelay cost of each week by which the team's change is delayed, 0 or more; null when not set
/// @param currency currency of the delay cost, ISO 4217; empty without one
public record CapacityPolicy(
        CapacitySplit defaultSplit,
        @Nullable Double daysPerWeek,
        @Nullable BigDecimal costOfDelay,
        String currency) {
    /// Default settings.
    public static final CapacityPolicy NONE = new CapacityPolicy(CapacitySplit.DEFAULT, null, null, "");

    public CapacityPolicy {
        if (daysPerWeek != null && !(daysPerWeek > 0 && Double.isFinite(daysPerWeek))) {
            throw new IllegalArgumentException("daysPerWeek must be above 0, got " + daysPerWeek);
        }
        if (costOfDelay != null && costOfDelay.signum() < 0) {
            throw new IllegalArgumentException("costOfDelay must be 0 or more per week, got " + costOfDelay);
        }
    }
}
