// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an incident took of its service's error budget.
///
/// @param id of the incident
/// @param title what hurt
/// @param service that was hurt
/// @param began when it began
/// @param causes part of each, above 0, together 1; empty when nobody named any
/// @param budgetShare share of a budget of four weeks, 0 or more; null when that is not known
/// @param settled whether it was reviewed and everything that follows from the review is done
public record IncidentBudgetUse(
        String id,
        String title,
        String service,
        Instant began,
        Map<String, Double> causes,
        @Nullable Double budgetShare,
        boolean settled) {
    public IncidentBudgetUse {
        causes = Map.copyOf(causes);
    }
}
