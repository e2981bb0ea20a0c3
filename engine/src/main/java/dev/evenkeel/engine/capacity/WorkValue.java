// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The monetary value of a work item. Fields are null when unknown.
///
/// @param costOfDelay cost of each week without it; 0 or more
/// @param riskReduction reduction of the expected loss; 0 or more
/// @param currency ISO 4217 code
/// @param weeks from start to end, waiting included; above 0
public record WorkValue(
        @Nullable BigDecimal costOfDelay,
        @Nullable BigDecimal riskReduction,
        String currency,
        @Nullable Double weeks) {
    public WorkValue {
        if (isNegative(costOfDelay) || isNegative(riskReduction)) {
            throw new IllegalArgumentException(
                    "costOfDelay and riskReduction must be 0 or more, got " + costOfDelay + " and " + riskReduction);
        }
        if (weeks != null && !(weeks > 0 && Double.isFinite(weeks))) {
            throw new IllegalArgumentException("weeks must be a number above 0, got " + weeks);
        }
    }

    private static boolean isNegative(@Nullable BigDecimal money) {
        return money != null && money.signum() < 0;
    }
}
