// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a piece of work is worth, in money. Null where nobody said.
///
/// @param costOfDelay what each week without it costs; 0 or more
/// @param riskBought expected loss that it takes away; 0 or more
/// @param currency ISO 4217 code
/// @param weeks from its begin to its end, waiting included; above 0
public record WorkValue(
        @Nullable BigDecimal costOfDelay,
        @Nullable BigDecimal riskBought,
        String currency,
        @Nullable Double weeks) {
    public WorkValue {
        if (isNegative(costOfDelay) || isNegative(riskBought)) {
            throw new IllegalArgumentException(
                    "money must be 0 or more, got " + costOfDelay + " a week and " + riskBought);
        }
        if (weeks != null && !(weeks > 0 && Double.isFinite(weeks))) {
            throw new IllegalArgumentException("weeks must be a number above 0, got " + weeks);
        }
    }

    private static boolean isNegative(@Nullable BigDecimal money) {
        return money != null && money.signum() < 0;
    }
}
