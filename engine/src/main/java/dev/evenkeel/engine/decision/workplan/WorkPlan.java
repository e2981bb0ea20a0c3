// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskReductionWork;
import java.util.Comparator;
import java.util.List;

/// The work items that are worth their duration before a change, with every number at its mean.
///
/// The values of work items are not additive: two that address one cause share it. Every selection is
/// evaluated for up to [#MAX_ITEMS] items. With more items the selection is heuristic, and the possible
/// further saving is bounded.
///
/// @param steps items of the selection, each the one that lowers the total most after those before it
/// @param rejected other items, each with its effect on top of the selection
/// @param weeks duration of the selection with the mean overrun
/// @param total cost of the course with the selection
/// @param totalWithout cost without work
/// @param exact whether every selection was evaluated, so that this one is the cheapest
/// @param atLeast lower bound on the cost over all selections; the total where the selection is exact
public record WorkPlan(
        List<WorkItemContribution> steps,
        List<WorkItemContribution> rejected,
        double weeks,
        double total,
        double totalWithout,
        boolean exact,
        double atLeast) {
    /// Maximum number of items for an exhaustive search.
    public static final int MAX_ITEMS = 20;

    /// An item on top of others.
    ///
    /// @param item name of the item
    /// @param weeks duration with the mean overrun
    /// @param riskBought decrease of the expected cost of major incidents
    /// @param saved decrease of the total; below 0 where it costs more than it saves
    @JsonPropertyOrder({"item", "weeks", "riskBought", "riskBoughtPerWeek", "saved"})
    public record WorkItemContribution(String item, double weeks, double riskBought, double saved) {
        /// Returns the risk reduction per week.
        @JsonProperty
        public double riskBoughtPerWeek() {
            return riskBought / weeks;
        }
    }

    /// Returns the maximum further saving of another selection; 0 where the selection is exact.
    public double optimalityGap() {
        return total - atLeast;
    }

    public WorkPlan {
        steps = List.copyOf(steps);
        rejected = List.copyOf(rejected);
    }

    /// Computes the plan for a course, ignoring the course's own work.
    ///
    /// Costs 2^n evaluations for n items up to [#MAX_ITEMS]; with more, n^2 evaluations for each step of the
    /// search, and a fraction of a second for each ten weeks for the bound.
    public static WorkPlan of(RiskCase risk, Course course) {
        List<String> items = risk.work().stream().map(RiskReductionWork::name).toList();
        boolean exact = items.size() <= MAX_ITEMS;
        var search = new WorkPlanSearch(risk, course);
        List<String> choice = exact ? search.findCheapest(items) : search.findLocalOptimum(items);
        double total = search.costOf(choice).total();
        List<WorkItemContribution> steps = search.orderSteps(choice);
        List<WorkItemContribution> left = items.stream()
                .filter(item -> !choice.contains(item))
                .map(item -> search.toStep(choice, item))
                .sorted(Comparator.comparingDouble(WorkItemContribution::saved).reversed())
                .toList();
        return new WorkPlan(
                steps,
                left,
                search.weeksOf(choice),
                total,
                search.costOf(List.of()).total(),
                exact,
                exact ? total : search.lowerBound(total));
    }
}
