// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.decision.CourseCostModel;
import dev.evenkeel.engine.decision.OutageLossModel;
import dev.evenkeel.engine.decision.QuantityIndex;
import dev.evenkeel.engine.decision.RiskCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A search for work that is worth its duration, with every number at its mean.
final class WorkPlanSearch {
    private final RiskCase risk;
    private final Course course;
    private final QuantityIndex numbers;
    private final OutageLossModel losses;
    private final double[] means;

    WorkPlanSearch(RiskCase risk, Course course) {
        this.risk = risk;
        this.course = course;
        this.numbers = new QuantityIndex(risk);
        this.losses = new OutageLossModel(risk, numbers);
        this.means = numbers.means();
    }

    private CourseCostModel modelOf(List<String> items) {
        return new CourseCostModel(risk, numbers, losses, course.withWork(items));
    }

    CourseCost costOf(List<String> items) {
        return modelOf(items).averageCost(means);
    }

    double weeksOf(List<String> items) {
        return modelOf(items).workWeeks(means);
    }

    /// Returns the cheapest selection.
    List<String> findCheapest(List<String> items) {
        return itemsOf(
                items,
                new ExhaustiveWorkSearch(new MeanWorkEffects(risk, course), modelOf(List.of()), means).findCheapest());
    }

    /// Returns a local optimum, which adding or removing a single item does not improve: the better one of
    /// those reached from no work and from all work. Effects are recomputed after each step.
    List<String> findLocalOptimum(List<String> items) {
        List<String> some = improve(List.of(), items);
        List<String> most = improve(items, items);
        return costOf(some).total() <= costOf(most).total() ? some : most;
    }

    private List<String> improve(List<String> from, List<String> items) {
        List<String> best = from;
        double least = costOf(best).total();
        double before = Double.POSITIVE_INFINITY;
        while (least < before) {
            before = least;
            List<String> last = best;
            for (String item : items) {
                List<String> other = toggle(last, item);
                double total = costOf(other).total();
                if (total < least) {
                    least = total;
                    best = other;
                }
            }
        }
        return best;
    }

    /* Toggles an item. */
    private static List<String> toggle(List<String> items, String item) {
        List<String> changed = new ArrayList<>(items);
        if (!changed.remove(item)) {
            changed.add(item);
        }
        return changed;
    }

    /// Computes a lower bound on the cost over all selections.
    ///
    /// @param known cost of any selection
    double lowerBound(double known) {
        return new WorkPlanCostBound(new MeanWorkEffects(risk, course), modelOf(List.of()), means).lowerBound(known);
    }

    private static List<String> itemsOf(List<String> items, int choice) {
        List<String> chosen = new ArrayList<>();
        for (int item = 0; item < items.size(); item++) {
            if ((choice >> item & 1) == 1) {
                chosen.add(items.get(item));
            }
        }
        return chosen;
    }

    List<WorkPlan.WorkItemContribution> orderSteps(List<String> choice) {
        List<String> open = new ArrayList<>(choice);
        List<String> done = new ArrayList<>();
        List<WorkPlan.WorkItemContribution> steps = new ArrayList<>();
        while (!open.isEmpty()) {
            WorkPlan.WorkItemContribution next = open.stream()
                    .map(item -> toStep(done, item))
                    .max(Comparator.comparingDouble(WorkPlan.WorkItemContribution::saved))
                    .orElseThrow();
            steps.add(next);
            done.add(next.item());
            open.remove(next.item());
        }
        return steps;
    }

    WorkPlan.WorkItemContribution toStep(List<String> before, String item) {
        List<String> after = new ArrayList<>(before);
        after.add(item);
        CourseCost without = costOf(before);
        CourseCost with = costOf(after);
        return new WorkPlan.WorkItemContribution(
                item,
                weeksOf(after) - weeksOf(before),
                without.expectedLoss() - with.expectedLoss(),
                without.total() - with.total());
    }
}
