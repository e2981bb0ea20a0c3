// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Instant;
import java.util.List;

/// What the ladder asks about a team.
///
/// @param budgets of the services that belong to the team
/// @param incidents of those services that began in the last 91 days
/// @param items of its work, also those of other times
/// @param policy of the team
public record SplitRuleInputs(
        List<TeamErrorBudget> budgets,
        List<IncidentBudgetUse> incidents,
        List<WorkItem> items,
        CapacityPolicy policy,
        Instant now) {
    public SplitRuleInputs {
        budgets = List.copyOf(budgets);
        incidents = List.copyOf(incidents);
        items = List.copyOf(items);
    }
}
