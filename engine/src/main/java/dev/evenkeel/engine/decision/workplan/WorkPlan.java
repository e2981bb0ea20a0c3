// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskReductionWork;
import java.util.Comparator;
import java.util.List;

/// Which work is worth its weeks before a change, and how many weeks that makes. Every number is at its
/// mean.
///
/// Work items are not worth sums of their own: two that cure one cause share it. So every choice of
/// items is looked at, up to [#MOST_ITEMS]. Of more items the choice is a good one and not sure to be
/// the cheapest; how much cheaper another could be is bounded.
///
/// @param steps the items of the choice, each the one that lowers the total most after those
///     before it
/// @param left the other items, each with what it would do on top of that choice
/// @param weeks of the choice, late as work is on average
/// @param total what the course costs with the choice
/// @param without what it costs with no work
/// @param exact whether every choice was looked at, so that this one is the cheapest
/// @param atLeast what the course costs at least, whatever is chosen; the total where the choice is exact
public record WorkPlan(
        List<Step> steps, List<Step> left, double weeks, double total, double without, boolean exact, double atLeast) {
    /// The most items whose choices can all be looked at.
    public static final int MOST_ITEMS = 20;

    /// An item on top of others.
    ///
    /// @param item its name
    /// @param weeks it takes, late as work is on average
    /// @param riskBought by how much it lowers what a major incident costs on average
    /// @param saved by how much it lowers the total; below 0 where it costs more than it buys
    public record Step(String item, double weeks, double riskBought, double saved) {
        /// Risk bought per week.
        public double perWeek() {
            return riskBought / weeks;
        }
    }

    /// By how much another choice may at most be cheaper; 0 where the choice is exact.
    public double within() {
        return total - atLeast;
    }

    public WorkPlan {
        steps = List.copyOf(steps);
        left = List.copyOf(left);
    }

    /// The plan for a course, whose own work does not count.
    ///
    /// Costs two to the number of items evaluations up to [#MOST_ITEMS] of them; with more, the square of
    /// their number for each step of the search, and for the bound a share of a second for each ten weeks.
    public static WorkPlan of(RiskCase risk, Course course) {
        List<String> items = risk.work().stream().map(RiskReductionWork::name).toList();
        boolean exact = items.size() <= MOST_ITEMS;
        var search = new WorkPlanSearch(risk, course);
        List<String> choice = exact ? search.cheapest(items) : search.promising(items);
        double total = search.cost(choice).total();
        List<Step> steps = search.inOrder(choice);
        List<Step> left = items.stream()
                .filter(item -> !choice.contains(item))
                .map(item -> search.step(choice, item))
                .sorted(Comparator.comparingDouble(Step::saved).reversed())
                .toList();
        return new WorkPlan(
                steps,
                left,
                search.weeks(choice),
                total,
                search.cost(List.of()).total(),
                exact,
                exact ? total : search.atLeast(total));
    }
}
