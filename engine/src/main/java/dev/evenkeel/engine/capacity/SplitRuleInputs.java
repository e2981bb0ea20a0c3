// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Instant;
import java.util.List;

/// The inputs of the rules for one team.
///
/// @param budgets error budgets of the team's services
/// @param incidents incidents of those services that began in the last 91 days
/// @param items work items of the team, of any time
/// @param policy capacity settings of the team
public record SplitRuleInputs(
        List<SloErrorBudget> budgets,
        List<IncidentWithErrorBudgetUse> incidents,
        List<WorkItem> items,
        CapacityPolicy policy,
        Instant now) {
    public SplitRuleInputs {
        budgets = List.copyOf(budgets);
        incidents = List.copyOf(incidents);
        items = List.copyOf(items);
    }
}
