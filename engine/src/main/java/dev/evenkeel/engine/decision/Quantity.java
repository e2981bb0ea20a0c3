// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.UncertainValue;
import org.jspecify.annotations.Nullable;

/// A number that a decision rests on. Its name makes it one number wherever it is used.
///
/// @param name unique within a case
/// @param law what is known of it
/// @param origin where that comes from
/// @param learnBy the cheapest way to know it better, or null where nobody said
public record Quantity(
        String name,
        UncertainValue law,
        QuantitySource origin,
        @Nullable String learnBy) {

    /// Whether anything about it is open.
    public boolean isOpen() {
        return !(law instanceof FixedValue);
    }
}
