// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import static dev.evenkeel.engine.capacity.WorkItemFixtures.NOW;
import static dev.evenkeel.engine.capacity.WorkItemFixtures.actualEffort;
import static dev.evenkeel.engine.capacity.WorkItemFixtures.closedItem;
import static dev.evenkeel.engine.capacity.WorkItemFixtures.openItemWithValue;
import static dev.evenkeel.engine.capacity.WorkItemFixtures.valueInChf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.capacity.SplitAdjustment.TeamTimeAdjustmentOutcome;
import dev.evenkeel.engine.capacity.SplitRecommendation.RuleApplicability;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitRecommendationTest {
    private static final CapacityPolicy DELAY =
            new CapacityPolicy(CapacitySplit.DEFAULT, 10.0, BigDecimal.valueOf(50_000), "CHF");

    private static SloErrorBudget budget(@Nullable Double now, @Nullable Double before) {
        return new SloErrorBudget("pay, all", "payments", "the last 30d", now, before, "/slos/pay");
    }

    private static IncidentWithErrorBudgetUse incident(
            String id, int daysAgo, @Nullable Double share, String... causes) {
        Map<String, Double> parts =
                Stream.of(causes).collect(Collectors.toMap(cause -> cause, cause -> 1.0 / causes.length));
        return new IncidentWithErrorBudgetUse(
                id, "slow", "payments", NOW.minus(Duration.ofDays(daysAgo)), parts, share, false);
    }

    private static SplitRecommendation recommend(
            List<SloErrorBudget> budgets, List<IncidentWithErrorBudgetUse> incidents, List<WorkItem> items) {
        return SplitRecommendation.of(new SplitRuleInputs(budgets, incidents, items, CapacityPolicy.NONE, NOW));
    }

    private static List<WorkItem> workWithToil(double toil) {
        return List.of(
                closedItem("a", WorkKind.TOIL, actualEffort(toil), 1),
                closedItem("b", WorkKind.NEW_WORK, actualEffort(100 - toil), 80));
    }

    @Test
    void appliesDefaultRuleWithoutData() {
        SplitRecommendation recommendation = recommend(List.of(), List.of(), List.of());
        assertThat(recommendation.evaluatedRules())
                .extracting(SplitRecommendation.RuleEvaluation::rule, SplitRecommendation.RuleEvaluation::applies)
                .containsExactly(
                        tuple(SplitRule.MORE_RISK, RuleApplicability.UNKNOWN),
                        tuple(SplitRule.BUDGET_SPENT, RuleApplicability.UNKNOWN),
                        tuple(SplitRule.LARGE_INCIDENT, RuleApplicability.UNKNOWN),
                        tuple(SplitRule.LARGE_CLASS, RuleApplicability.UNKNOWN),
                        tuple(SplitRule.TOIL, RuleApplicability.UNKNOWN),
                        tuple(SplitRule.STOP_RULE, RuleApplicability.UNKNOWN),
                        tuple(SplitRule.DEFAULT, RuleApplicability.YES));
        assertThat(recommendation.target()).isEqualTo(CapacitySplit.DEFAULT);
    }

    @Test
    void appliesMoreRiskRuleWhenBudgetsAreUnspentForTwoPeriods() {
        SplitRecommendation careful = recommend(List.of(budget(0.9, 0.8)), List.of(), workWithToil(60));
        assertThat(careful.decidingRule().rule()).isEqualTo(SplitRule.MORE_RISK);
        assertThat(careful.decidingRule().evidence().getFirst().value())
                .isEqualTo("90% left now, 80% left one period earlier");
        assertThat(careful.target().shareOf(WorkKind.NEW_WORK)).isEqualTo(0.8, within(1e-12));
        assertThat(careful.target().shareOf(WorkKind.RELIABILITY)).isEqualTo(0.1, within(1e-12));
    }

    @Test
    void doesNotApplyMoreRiskRuleToUnknownOrUsedBudgets() {
        SplitRecommendation once = recommend(List.of(budget(0.9, null)), List.of(), workWithToil(10));
        assertThat(once.evaluatedRules().getFirst().applies()).isEqualTo(RuleApplicability.UNKNOWN);
        SplitRecommendation used = recommend(List.of(budget(0.9, 0.8), budget(0.9, 0.7)), List.of(), workWithToil(10));
        assertThat(used.evaluatedRules().getFirst().applies()).isEqualTo(RuleApplicability.NO);
    }

    @Test
    void assignsAllTimeToReliabilityImmediatelyWhenBudgetIsSpent() {
        SplitRecommendation recommendation =
                recommend(List.of(budget(-0.2, 0.5), budget(null, null)), List.of(), workWithToil(60));
        assertThat(recommendation.decidingRule().rule()).isEqualTo(SplitRule.BUDGET_SPENT);
        assertThat(recommendation.decidingRule().reason()).isEqualTo("the error budget is spent: pay, all");
        assertThat(recommendation.target().shareOf(WorkKind.RELIABILITY)).isEqualTo(1);
        SplitAdjustment move = recommendation.nextAdjustment(CapacitySplit.DEFAULT, 0.1);
        assertThat(move.outcome()).isEqualTo(TeamTimeAdjustmentOutcome.IMMEDIATE);
        assertThat(move.next()).isEqualTo(recommendation.target());
    }

    @Test
    void appliesLargeIncidentRuleAbove20PercentOfErrorBudget() {
        List<SloErrorBudget> budgets = List.of(budget(0.5, 0.5));
        SplitRecommendation large =
                recommend(budgets, List.of(incident("i-1", 5, 0.21), incident("i-2", 5, 0.4)), workWithToil(60));
        assertThat(large.decidingRule().rule()).isEqualTo(SplitRule.LARGE_INCIDENT);
        assertThat(large.decidingRule().reason())
                .isEqualTo("incident i-2 used 40% of the four-week error budget of payments");
        assertThat(large.decidingRule().evidence()).hasSize(2);
    }

    @Test
    void doesNotApplyLargeIncidentRuleToSmallOldOrSettledIncidents() {
        assertThat(rule(SplitRule.LARGE_INCIDENT, incident("i-1", 5, 0.2)).applies())
                .isEqualTo(RuleApplicability.NO);
        assertThat(rule(SplitRule.LARGE_INCIDENT, incident("i-1", 29, 0.9)).applies())
                .isEqualTo(RuleApplicability.NO);
        assertThat(rule(SplitRule.LARGE_INCIDENT, incident("i-1", 5, null)).applies())
                .isEqualTo(RuleApplicability.UNKNOWN);
        var settled = new IncidentWithErrorBudgetUse("i-1", "slow", "payments", NOW, Map.of(), 0.9, true);
        assertThat(rule(SplitRule.LARGE_INCIDENT, settled).applies()).isEqualTo(RuleApplicability.NO);
    }

    private static SplitRecommendation.RuleEvaluation rule(SplitRule rule, IncidentWithErrorBudgetUse... incidents) {
        return recommend(List.of(budget(0.5, 0.5)), List.of(incidents), workWithToil(10)).evaluatedRules().stream()
                .filter(ruleEvaluation -> ruleEvaluation.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void appliesLargeClassRuleAbove20PercentOfQuarterlyBudget() {
        /* A quarter has 3.25 budgets of four weeks: 0.7 of one is 21.5% of it. */
        SplitRecommendation.RuleEvaluation large = rule(
                SplitRule.LARGE_CLASS, incident("i-1", 40, 0.6, "pool"), incident("i-2", 60, 0.2, "pool", "limit"));
        assertThat(large.applies()).isEqualTo(RuleApplicability.YES);
        assertThat(large.reason()).isEqualTo("pool in payments used 21.5% of the quarter's error budget");
    }

    @Test
    void doesNotApplyLargeClassRuleToSmallOrUnknownClasses() {
        assertThat(rule(SplitRule.LARGE_CLASS, incident("i-1", 40, 0.65, "pool"))
                        .applies())
                .isEqualTo(RuleApplicability.NO);
        assertThat(rule(SplitRule.LARGE_CLASS, incident("i-1", 40, 0.65)).applies())
                .isEqualTo(RuleApplicability.UNKNOWN);
    }

    @Test
    void limitsToilToHalfWhenActualToilExceedsHalf() {
        assertThat(recommend(List.of(), List.of(), workWithToil(50))
                        .decidingRule()
                        .rule())
                .isEqualTo(SplitRule.DEFAULT);
        SplitRecommendation toil = recommend(List.of(), List.of(), workWithToil(51));
        assertThat(toil.decidingRule().rule()).isEqualTo(SplitRule.TOIL);
        assertThat(toil.decidingRule().reason()).isEqualTo("toil took 51% of the effort of the last 13 weeks");
        assertThat(toil.target().shareOf(WorkKind.TOIL)).isEqualTo(0.5);
    }

    @Test
    void derivesReliabilityShareFromWorkWorthMoreThanItsDelay() {
        List<WorkItem> items = List.of(
                openItemWithValue("pool", 10.0, valueInChf(null, 200_000, null)),
                openItemWithValue("limit", 20.0, valueInChf(null, 140_000, null)),
                openItemWithValue("cache", 20.0, valueInChf(null, 90_000, null)),
                openItemWithValue("no effort", null, valueInChf(null, 900_000, null)));
        SplitRecommendation recommendation =
                SplitRecommendation.of(new SplitRuleInputs(List.of(), List.of(), items, DELAY, NOW));
        assertThat(recommendation.decidingRule().rule()).isEqualTo(SplitRule.STOP_RULE);
        assertThat(recommendation.decidingRule().reason())
                .isEqualTo("3 weeks of work reduce more risk per week than the CHF 50,000 that a week of delay costs");
        assertThat(recommendation.target().shareOf(WorkKind.RELIABILITY)).isEqualTo(3.0 / 13, within(1e-12));
        assertThat(recommendation.target().shareOf(WorkKind.NEW_WORK)).isEqualTo(10.0 / 13 * 0.7 / 0.8, within(1e-12));
    }

    @Test
    void appliesDefaultRuleWhenDelayCostsMoreThanWorkIsWorth() {
        List<WorkItem> dear = List.of(openItemWithValue("cache", 20.0, valueInChf(null, 90_000, null)));
        SplitRecommendation none = SplitRecommendation.of(new SplitRuleInputs(List.of(), List.of(), dear, DELAY, NOW));
        assertThat(none.decidingRule().rule()).isEqualTo(SplitRule.DEFAULT);
    }

    @Test
    void selectsExactOptimumForFewItems() {
        List<WorkItem> three = List.of(
                openItemWithValue("long", 100.0, valueInChf(null, 900_000, null)),
                openItemWithValue("half", 70.0, valueInChf(null, 500_000, null)),
                openItemWithValue("other half", 60.0, valueInChf(null, 500_000, null)));
        RiskWorkSelection exact = RiskWorkSelection.of(three, 10, BigDecimal.valueOf(1000), "CHF");
        assertThat(exact.selected()).extracting(one -> one.item().key()).containsExactly("other half", "half");
        assertThat(exact.weeks()).isEqualTo(13);
    }

    @Test
    void selectsByRiskReductionPerWeekForManyItems() {
        List<WorkItem> many = IntStream.range(0, 30)
                .mapToObj(i -> openItemWithValue("w" + i, 10.0, valueInChf(null, 100_000 + i, null)))
                .toList();
        RiskWorkSelection greedy = RiskWorkSelection.of(many, 10, BigDecimal.valueOf(1000), "CHF");
        assertThat(greedy.weeks()).isEqualTo(13);
        assertThat(greedy.selected().getFirst().item().key()).isEqualTo("w29");
        assertThat(greedy.rejected()).hasSize(17);
    }

    private static CostOfDelayOrder orderForTeams(int teams) {
        List<WorkItem> items = List.of(
                openItemWithValue("long", 5.0, valueInChf(9_000, null, 9.0)),
                openItemWithValue("short", 10.0, valueInChf(4_000, null, 1.0)),
                openItemWithValue("unknown", null, valueInChf(4_000, null, null)),
                openItemWithValue("pounds", 1.0, new WorkValue(BigDecimal.TEN, null, "GBP", 1.0)));
        return CostOfDelayOrder.of(items, teams);
    }

    @Test
    void ordersByDurationForOneTeam() {
        CostOfDelayOrder one = orderForTeams(1);
        assertThat(one.jobs()).extracting(CostOfDelayOrder.RankedItem::key).containsExactly("short", "long");
        assertThat(one.jobs().getLast().ratio()).isEqualByComparingTo("1000");
    }

    @Test
    void reportsUnrankedItemsWithMissingData() {
        assertThat(orderForTeams(1).unordered())
                .extracting(CostOfDelayOrder.UnrankedItem::key, CostOfDelayOrder.UnrankedItem::missing)
                .containsExactly(
                        tuple("pounds", "cost of delay in CHF, like the other items"),
                        tuple("unknown", "duration in weeks"));
    }

    @Test
    void ordersByEffortForSeveralTeams() {
        CostOfDelayOrder several = orderForTeams(2);
        assertThat(several.byEffort()).isTrue();
        assertThat(several.jobs()).extracting(CostOfDelayOrder.RankedItem::key).containsExactly("long", "short");
    }

    @Test
    void returnsEmptyOrderWithoutItems() {
        assertThat(CostOfDelayOrder.of(workWithToil(1), 1).jobs()).isEmpty();
    }
}
