// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Work that reduces the risk of a change.
///
/// @param name unique within a case
/// @param weeks planned duration
/// @param cures share of a cause's probability that the work removes, by the cause's name
/// @param fewerErrors share of the current cost of errors that it removes, or null for none
public record RiskReductionWork(
        String name,
        Quantity weeks,
        Map<String, Quantity> cures,
        @Nullable Quantity fewerErrors) {
    public RiskReductionWork {
        cures = Map.copyOf(cures);
    }
}
