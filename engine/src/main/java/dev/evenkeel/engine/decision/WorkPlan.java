// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which work is worth its weeks before a change, and how many weeks that makes. Every number is at its
/// mean.
///
/// Work items are not worth sums of their own: two that cure one cause share it. So every choice of
/// items is looked at, up to [#MOST_ITEMS].
///
/// @param steps the items of the cheapest choice, each the one that lowers the total most after those
///     before it
/// @param left the other items, each with what it would do on top of that choice
/// @param weeks of the choice, late as work is on average
/// @param total what the course costs with the choice
/// @param without what it costs with no work
public record WorkPlan(List<Step> steps, List<Step> left, double weeks, double total, double without) {
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

    public WorkPlan {
        steps = List.copyOf(steps);
        left = List.copyOf(left);
    }

    /// The plan for a course, whose own work does not count.
    ///
    /// Costs two to the number of items evaluations.
    ///
    /// @throws IllegalArgumentException with more than [#MOST_ITEMS] items
    public static WorkPlan of(RiskCase risk, Course course) {
        List<String> items = risk.work().stream().map(WorkItem::name).toList();
        if (items.size() > MOST_ITEMS) {
            throw new IllegalArgumentException("a plan is searched for among at most " + MOST_ITEMS
                    + " work items, there are " + items.size() + "; join those that belong together");
        }
        var search = new Search(risk, course);
        List<String> choice = search.cheapest(items);
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
                search.cost(choice).total(),
                search.cost(List.of()).total());
    }

    /// Looks for work. Confined to one thread.
    private static final class Search {
        private final RiskCase risk;
        private final Course course;
        private final Numbers numbers;
        private final OutageLosses losses;
        private final double[] means;

        Search(RiskCase risk, Course course) {
            this.risk = risk;
            this.course = course;
            this.numbers = new Numbers(risk);
            this.losses = new OutageLosses(risk, numbers);
            this.means = numbers.means();
        }

        private CourseModel model(List<String> items) {
            return new CourseModel(risk, numbers, losses, course.with(items));
        }

        CourseCost cost(List<String> items) {
            return model(items).onAverage(means);
        }

        double weeks(List<String> items) {
            return model(items).workWeeks(means);
        }

        List<String> cheapest(List<String> items) {
            List<String> best = List.of();
            double least = cost(best).total();
            for (int choice = 1; choice < 1 << items.size(); choice++) {
                List<String> chosen = chosen(items, choice);
                double total = cost(chosen).total();
                if (total < least) {
                    least = total;
                    best = chosen;
                }
            }
            return best;
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

        List<Step> inOrder(List<String> choice) {
            List<String> open = new ArrayList<>(choice);
            List<String> done = new ArrayList<>();
            List<Step> steps = new ArrayList<>();
            while (!open.isEmpty()) {
                Step next = open.stream()
                        .map(item -> step(done, item))
                        .max(Comparator.comparingDouble(Step::saved))
                        .orElseThrow();
                steps.add(next);
                done.add(next.item());
                open.remove(next.item());
            }
            return steps;
        }

        Step step(List<String> before, String item) {
            List<String> after = new ArrayList<>(before);
            after.add(item);
            CourseCost without = cost(before);
            CourseCost with = cost(after);
            return new Step(
                    item,
                    weeks(after) - weeks(before),
                    without.expectedLoss() - with.expectedLoss(),
                    without.total() - with.total());
        }
    }
}
