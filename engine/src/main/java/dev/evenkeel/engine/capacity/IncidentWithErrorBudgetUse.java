// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of a service's error budget that an incident used.
///
/// @param id identifier of the incident
/// @param title title of the incident
/// @param service affected service
/// @param began when it began
/// @param causes share of each cause, above 0, sum 1; empty when unknown
/// @param budgetShare share of a budget of four weeks, 0 or more; null when unknown
/// @param settled whether it was reviewed and all its follow-ups are done
public record IncidentWithErrorBudgetUse(
        String id,
        String title,
        String service,
        Instant began,
        Map<String, Double> causes,
        @Nullable Double budgetShare,
        boolean settled) {
    public IncidentWithErrorBudgetUse {
        causes = Map.copyOf(causes);
    }
}
