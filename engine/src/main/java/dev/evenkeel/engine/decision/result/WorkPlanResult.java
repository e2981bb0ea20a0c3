// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.result;

import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.engine.decision.workplan.WorkPlan.WorkItemContribution;
import java.util.List;

/// The work that is worth its weeks before a course.
///
/// @param model version of the model
/// @param dataHash hash of the case with the history and files that it reads
/// @param weeks duration of the work that is worth it
/// @param total cost of the course with this work
/// @param withoutWork cost without work
/// @param exact whether every selection of work was evaluated
/// @param totalAtLeast lower bound on the cost over all selections
public record WorkPlanResult(
        String model,
        String dataHash,
        String currency,
        String course,
        double weeks,
        double total,
        double withoutWork,
        boolean exact,
        double totalAtLeast,
        List<WorkItemContribution> worthIt,
        List<WorkItemContribution> notWorthIt) {
    /// Converts a plan.
    public static WorkPlanResult of(String course, WorkPlan plan, String dataHash, String currency) {
        return new WorkPlanResult(
                RiskComparisonResult.MODEL_VERSION,
                dataHash,
                currency,
                course,
                plan.weeks(),
                plan.total(),
                plan.totalWithout(),
                plan.exact(),
                plan.atLeast(),
                plan.steps(),
                plan.rejected());
    }
}
