// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Work that makes a change safer.
///
/// @param name unique within a case
/// @param weeks it takes as planned
/// @param cures by the cause's name, the share of its chance that the work takes away
/// @param fewerErrors share of today's error cost that it takes away, or null for none
public record RiskReductionWork(
        String name,
        Quantity weeks,
        Map<String, Quantity> cures,
        @Nullable Quantity fewerErrors) {
    public RiskReductionWork {
        cures = Map.copyOf(cures);
    }
}
