// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What people have set about the capacity of a team.
///
/// @param usual split when no rung of the ladder says otherwise
/// @param daysPerWeek person-days that the team has in a week, above 0; null when nobody said
/// @param delayCost money that each week costs by which its change is put off, 0 or more; null when nobody said
/// @param currency of the delay cost, ISO 4217; empty without one
public record CapacityPolicy(
        CapacitySplit usual,
        @Nullable Double daysPerWeek,
        @Nullable BigDecimal delayCost,
        String currency) {
    /// Where nobody has set anything.
    public static final CapacityPolicy NONE = new CapacityPolicy(CapacitySplit.USUAL, null, null, "");

    public CapacityPolicy {
        if (daysPerWeek != null && !(daysPerWeek > 0 && Double.isFinite(daysPerWeek))) {
            throw new IllegalArgumentException("a team has person-days above 0 in a week, got " + daysPerWeek);
        }
        if (delayCost != null && delayCost.signum() < 0) {
            throw new IllegalArgumentException("delay costs 0 or more a week, got " + delayCost);
        }
    }
}
