// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.CostAssumptions;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseCostModel;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
import dev.evenkeel.engine.decision.OutageLossModel;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantityIndex;
import dev.evenkeel.engine.decision.RevenueOrFreezePeriod;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskCaseFixtures;
import dev.evenkeel.engine.decision.RiskReductionWork;
import dev.evenkeel.engine.risk.FixedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkPlanTest {
    /// The cost of a week of delay and the duration of each item determine how long to wait.
    @ParameterizedTest
    @CsvSource({"150000, 1.5, 1.5, 1, 0", "60000, 2, 4, 6, 2", "10000, 1.5, 1.5, 1, 4", "30000, 2, 4, 6, 6"})
    void plansWeeksFromDelayCostAndEffort(double gainPerWeek, double a, double b, double c, double weeks) {
        RiskCase fourCauses = fourCauseCase(gainPerWeek, a, b, c);
        WorkPlan plan = WorkPlan.of(fourCauses, fourCauses.getCourse("now"));
        assertThat(plan.weeks()).isCloseTo(weeks, within(1e-9));
        assertThat(plan.steps().size() + plan.rejected().size()).isEqualTo(3);
        assertThat(plan.rejected()).allMatch(step -> step.saved() <= 0);
        double saved = plan.steps().stream()
                .mapToDouble(WorkPlan.WorkItemContribution::saved)
                .sum();
        assertThat(plan.totalWithout() - plan.total()).isCloseTo(saved, within(1e-6));
    }

    @Test
    void selectsItemsWhoseRiskReductionExceedsDelayCost() {
        RiskCase fourCauses = fourCauseCase(60_000, 2, 4, 6);
        WorkPlan plan = WorkPlan.of(fourCauses, fourCauses.getCourse("now"));
        assertThat(plan.steps()).hasSize(1).allMatch(step -> step.riskBoughtPerWeek() > 60_000);
        assertThat(plan.rejected()).hasSize(2).allMatch(step -> step.riskBoughtPerWeek() < 60_000);
    }

    /// Each cause that is mended makes what is left of the others count for more.
    @Test
    void selectsItemsThatPayOffOnlyTogether() {
        RiskCase fourCauses = fourCauseCase(109_000, 1.5, 1.5, 1);
        WorkPlan plan = WorkPlan.of(fourCauses, fourCauses.getCourse("now"));
        assertThat(plan.weeks()).isCloseTo(4, within(1e-9));
        assertThat(plan.steps().getFirst().riskBoughtPerWeek()).isLessThan(109_000);
    }

    private static RiskCase fourCauseCase(double gainPerWeek, double a, double b, double c) {
        RiskCase fourCauses = RiskCaseFixtures.fourCauseCase(RiskCaseFixtures.costs(gainPerWeek, 0), new FixedValue(1));
        return with(
                fourCauses,
                List.of(
                        RiskCaseFixtures.item("mend a", a, "a", 0.8),
                        RiskCaseFixtures.item("mend b", b, "b", 0.8),
                        RiskCaseFixtures.item("mend c", c, "c", 0.75)),
                fourCauses.courses());
    }

    @Test
    void findsCheapestCombinationOfWorkItems() {
        var random = new SplittableRandom(20_261_126);
        for (int round = 0; round < 50; round++) {
            RiskCase risk = randomCase(random);
            WorkPlan plan = WorkPlan.of(risk, risk.courses().getFirst());
            var numbers = new QuantityIndex(risk);
            for (int choice = 0; choice < 1 << risk.work().size(); choice++) {
                List<String> items = new ArrayList<>();
                for (int item = 0; item < risk.work().size(); item++) {
                    if ((choice >> item & 1) == 1) {
                        items.add(risk.work().get(item).name());
                    }
                }
                Course course = risk.courses().getFirst().withWork(items);
                double total = new CourseCostModel(risk, numbers, new OutageLossModel(risk, numbers), course)
                        .averageCost(numbers.means())
                        .total();
                assertThat(plan.total()).isLessThanOrEqualTo(total + 1e-6);
            }
        }
    }

    /// The search beyond twenty items, held against the exact one where that is possible: it never claims to
    /// save more, and its bound is never above what the cheapest choice costs.
    @Test
    void keepsHeuristicResultAboveAndLowerBoundBelowOptimum() {
        var random = new SplittableRandom(71);
        int same = 0;
        double widest = 0;
        for (int round = 0; round < 60; round++) {
            RiskCase risk = randomCaseWithAllCosts(random, 4 + random.nextInt(6));
            Course course = risk.courses().get(random.nextInt(2));
            WorkPlan exact = WorkPlan.of(risk, course);
            var search = new WorkPlanSearch(risk, course);
            List<String> items =
                    risk.work().stream().map(RiskReductionWork::name).toList();
            double found = search.costOf(search.findLocalOptimum(items)).total();
            double atLeast = search.lowerBound(found);
            assertThat(found).as("round %d", round).isGreaterThanOrEqualTo(exact.total() - 1e-6);
            assertThat(atLeast).as("round %d", round).isLessThanOrEqualTo(exact.total());
            same += found < exact.total() + 1e-6 ? 1 : 0;
            widest = Math.max(widest, (exact.total() - atLeast) / exact.total());
        }
        assertThat(same).as("searches of 60 that find the optimum").isGreaterThanOrEqualTo(55);
        assertThat(widest).as("the bound is informative").isLessThan(0.2);
    }

    @Test
    void reportsOptimalityGapForThirtyItems() {
        RiskCase risk = randomCaseWithAllCosts(new SplittableRandom(30), 30);
        WorkPlan plan = WorkPlan.of(risk, risk.getCourse("now"));
        assertThat(plan.exact()).isFalse();
        assertThat(plan.steps().size() + plan.rejected().size()).isEqualTo(30);
        assertThat(plan.rejected()).allMatch(step -> step.saved() <= 1e-6);
        assertThat(plan.atLeast()).isLessThanOrEqualTo(plan.total());
        assertThat(plan.optimalityGap()).isBetween(0.0, 0.1 * plan.total());
        assertThat(plan.total()).isLessThan(plan.totalWithout());
    }

    /* Causes, errors, a season, phases, a promised date: everything that a plan weighs. */
    private static RiskCase randomCaseWithAllCosts(SplittableRandom random, int items) {
        CostAssumptions costs = RiskCaseFixtures.costs(random.nextDouble(120_000), random.nextDouble(20_000));
        RiskCase fourCauses = RiskCaseFixtures.fourCauseCase(
                new CostAssumptions(
                        costs.revenuePerHour(),
                        costs.shareLost(),
                        RiskCaseFixtures.quantity("errors", random.nextDouble(60_000)),
                        costs.gainPerWeek(),
                        costs.labourPerWeek(),
                        null,
                        costs.incident()),
                new FixedValue(1 + random.nextDouble()));
        List<String> causes = List.of("a", "b", "c", "d");
        List<RiskReductionWork> work = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            String name = "item " + item;
            Map<String, Quantity> cures = new TreeMap<>();
            for (int cure = 0; cure <= random.nextInt(2); cure++) {
                String cause = causes.get(random.nextInt(4));
                cures.put(
                        cause,
                        RiskCaseFixtures.quantity("cure of " + cause + " by " + name, 0.6 * random.nextDouble()));
            }
            Quantity fewer = random.nextBoolean()
                    ? RiskCaseFixtures.quantity("errors that " + name + " takes away", 0.3 * random.nextDouble())
                    : null;
            work.add(new RiskReductionWork(
                    name, RiskCaseFixtures.quantity("weeks of " + name, random.nextDouble(1.5)), cures, fewer));
        }
        return new RiskCase(
                fourCauses.name(),
                fourCauses.asOf(),
                fourCauses.weeks(),
                fourCauses.causes(),
                work,
                fourCauses.containment(),
                fourCauses.outages(),
                fourCauses.costs(),
                List.of(new RevenueOrFreezePeriod(
                        "busy", RiskCaseFixtures.TODAY.plusDays(12), RiskCaseFixtures.TODAY.plusDays(40), 1.4, true)),
                fourCauses.overrun(),
                List.of(
                        RiskCaseFixtures.course("now", List.of(), false, "whole"),
                        RiskCaseFixtures.course("phased", List.of(), true, "whole")),
                List.of(new DeliveryDateCommitment(
                        "report",
                        RiskCaseFixtures.TODAY.plusDays(30),
                        null,
                        RiskCaseFixtures.quantity("miss", 40_000),
                        RiskCaseFixtures.quantity("late", 15_000))),
                null);
    }

    private static RiskCase randomCase(SplittableRandom random) {
        RiskCase fourCauses = RiskCaseFixtures.fourCauseCase(
                RiskCaseFixtures.costs(random.nextDouble(300_000), random.nextDouble(20_000)), new FixedValue(1));
        List<RiskReductionWork> work = new ArrayList<>();
        List<String> causes = List.of("a", "b", "c", "d");
        for (int item = 0; item < 7; item++) {
            work.add(RiskCaseFixtures.item(
                    "item " + item, 0.2 + random.nextDouble(3), causes.get(random.nextInt(4)), random.nextDouble()));
        }
        return with(
                fourCauses,
                work,
                List.of(
                        RiskCaseFixtures.course("now", List.of(), false, "whole"),
                        RiskCaseFixtures.course("phased", List.of(), true, "whole")));
    }

    private static RiskCase with(RiskCase risk, List<RiskReductionWork> work, List<Course> courses) {
        return new RiskCase(
                risk.name(),
                risk.asOf(),
                risk.weeks(),
                risk.causes(),
                work,
                risk.containment(),
                risk.outages(),
                risk.costs(),
                risk.seasons(),
                risk.overrun(),
                courses,
                risk.commitments(),
                risk.baseRate());
    }
}
