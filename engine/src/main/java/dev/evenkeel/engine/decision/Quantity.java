// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.RandomVariable;
import org.jspecify.annotations.Nullable;

/// An uncertain number of a case. Equal names denote the same number.
///
/// @param name unique within a case
/// @param distribution distribution of the number
/// @param origin source of the distribution
/// @param learnBy cheapest way to know it better, or null when unknown
public record Quantity(
        String name,
        RandomVariable distribution,
        QuantitySource origin,
        @Nullable String learnBy) {

    /// Whether it is uncertain.
    public boolean isOpen() {
        return !(distribution instanceof FixedValue);
    }
}
