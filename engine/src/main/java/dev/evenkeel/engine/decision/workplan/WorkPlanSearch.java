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

/// Looks for work that is worth its weeks, with every number at its mean. Confined to one thread.
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

    private CourseCostModel model(List<String> items) {
        return new CourseCostModel(risk, numbers, losses, course.with(items));
    }

    CourseCost cost(List<String> items) {
        return model(items).onAverage(means);
    }

    double weeks(List<String> items) {
        return model(items).workWeeks(means);
    }

    /// The cheapest of all choices.
    List<String> cheapest(List<String> items) {
        return chosen(
                items, new ExhaustiveWorkSearch(new MeanWorkEffects(risk, course), model(List.of()), means).cheapest());
    }

    /// A choice that no single item more or less makes cheaper, the better one of those that no work and
    /// all work lead to. What an item does is computed anew after each step.
    List<String> promising(List<String> items) {
        List<String> some = improved(List.of(), items);
        List<String> most = improved(items, items);
        return cost(some).total() <= cost(most).total() ? some : most;
    }

    private List<String> improved(List<String> from, List<String> items) {
        List<String> best = from;
        double least = cost(best).total();
        double before = Double.POSITIVE_INFINITY;
        while (least < before) {
            before = least;
            List<String> last = best;
            for (String item : items) {
                List<String> other = changed(last, item);
                double total = cost(other).total();
                if (total < least) {
                    least = total;
                    best = other;
                }
            }
        }
        return best;
    }

    /* With the item where it was without, and without where it was with. */
    private static List<String> changed(List<String> items, String item) {
        List<String> changed = new ArrayList<>(items);
        if (!changed.remove(item)) {
            changed.add(item);
        }
        return changed;
    }

    /// What the course costs at least, whatever is chosen.
    ///
    /// @param known what some choice costs
    double atLeast(double known) {
        return new WorkPlanCostBound(new MeanWorkEffects(risk, course), model(List.of()), means).atLeast(known);
    }

    private static List<String> chosen(List<String> items, int choice) {
        List<String> chosen = new ArrayList<>();
        for (int item = 0; item < items.size(); item++) {
            if ((choice >> item & 1) == 1) {
                chosen.add(items.get(item));
            }
        }
        return chosen;
    }

    List<WorkPlan.Step> inOrder(List<String> choice) {
        List<String> open = new ArrayList<>(choice);
        List<String> done = new ArrayList<>();
        List<WorkPlan.Step> steps = new ArrayList<>();
        while (!open.isEmpty()) {
            WorkPlan.Step next = open.stream()
                    .map(item -> step(done, item))
                    .max(Comparator.comparingDouble(WorkPlan.Step::saved))
                    .orElseThrow();
            steps.add(next);
            done.add(next.item());
            open.remove(next.item());
        }
        return steps;
    }

    WorkPlan.Step step(List<String> before, String item) {
        List<String> after = new ArrayList<>(before);
        after.add(item);
        CourseCost without = cost(before);
        CourseCost with = cost(after);
        return new WorkPlan.Step(
                item,
                weeks(after) - weeks(before),
                without.expectedLoss() - with.expectedLoss(),
                without.total() - with.total());
    }
}
