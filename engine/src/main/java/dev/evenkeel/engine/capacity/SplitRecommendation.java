// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.gate.GateResult.GateEvidenceItem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The recommended split of a team. Rules are evaluated in order, and the first that applies decides (the
/// error budget policy of the SRE workbook, preceded by a rule for services that take too little risk). A
/// rule with insufficient data is reported and does not apply.
///
/// @param evaluatedRules every evaluated rule, in order; the last one applies
/// @param target target of that rule
public record SplitRecommendation(List<RuleEvaluation> evaluatedRules, CapacitySplit target) {
    /// Remaining share from which a budget counts as mostly unspent: our policy.
    public static final double MOSTLY = 0.75;
    /// A large part of a budget (SRE workbook).
    public static final double LARGE = 0.20;
    /// Maximum share of toil (SRE book).
    public static final double MOST_TOIL = 0.5;
    /// Period of the budget: four weeks.
    public static final Duration FOUR_WEEKS = Duration.ofDays(28);
    /// Period for classes of incidents and for toil: 13 weeks.
    public static final Duration QUARTER = Duration.ofDays(91);

    private static final double BUDGETS_OF_A_QUARTER = (double) QUARTER.toDays() / FOUR_WEEKS.toDays();

    public SplitRecommendation {
        evaluatedRules = List.copyOf(evaluatedRules);
    }

    /// Whether a rule applies.
    public enum RuleApplicability {
        YES,
        NO,
        /// Insufficient data.
        UNKNOWN
    }

    /// The evaluation of a rule.
    ///
    /// @param reason sentence without a full stop
    public record RuleEvaluation(
            SplitRule rule, RuleApplicability applies, String reason, List<GateEvidenceItem> evidence) {
        public RuleEvaluation {
            evidence = List.copyOf(evidence);
        }
    }

    /// Evaluates the rules.
    public static SplitRecommendation of(SplitRuleInputs inputs) {
        WorkSummary work = WorkSummary.of(inputs.items(), WorkWindow.ofLast(QUARTER, inputs.now()), inputs.now());
        RiskWorkSelection stop = selectRiskWork(inputs);
        List<Function<SplitRuleInputs, RuleEvaluation>> rules = List.of(
                requireBudgets(SplitRule.MORE_RISK, SplitRecommendation::evaluateMoreRisk),
                requireBudgets(SplitRule.BUDGET_SPENT, SplitRecommendation::evaluateBudgetSpent),
                requireBudgets(SplitRule.LARGE_INCIDENT, SplitRecommendation::evaluateLargeIncident),
                requireBudgets(SplitRule.LARGE_CLASS, SplitRecommendation::evaluateLargeClass),
                _ -> evaluateToil(work),
                known -> evaluateStopRule(known, stop),
                _ -> new RuleEvaluation(SplitRule.DEFAULT, RuleApplicability.YES, "no other rule applies", List.of()));
        List<RuleEvaluation> answers = new ArrayList<>();
        for (Function<SplitRuleInputs, RuleEvaluation> rule : rules) {
            answers.add(rule.apply(inputs));
            if (answers.getLast().applies() == RuleApplicability.YES) {
                break;
            }
        }
        return new SplitRecommendation(
                answers, targetOf(answers.getLast().rule(), inputs.policy().defaultSplit(), stop));
    }

    /// Returns the rule that applies.
    public RuleEvaluation decidingRule() {
        return evaluatedRules.getLast();
    }

    /// Returns the next step from the current plan.
    ///
    /// @param movedLately share moved within the last [SplitAdjustment#PERIOD], 0 to 1
    public SplitAdjustment nextAdjustment(CapacitySplit current, double movedLately) {
        return decidingRule().rule() == SplitRule.BUDGET_SPENT
                ? SplitAdjustment.immediate(current, target)
                : SplitAdjustment.of(current, target, movedLately);
    }

    private static CapacitySplit targetOf(SplitRule rule, CapacitySplit usual, @Nullable RiskWorkSelection stop) {
        return switch (rule) {
            case MORE_RISK -> {
                double freed = usual.shareOf(WorkKind.RELIABILITY) / 2;
                yield usual.with(Map.of(
                        WorkKind.RELIABILITY, freed, WorkKind.NEW_WORK, usual.shareOf(WorkKind.NEW_WORK) + freed));
            }
            case BUDGET_SPENT -> usual.with(Map.of(WorkKind.NEW_WORK, 0.0, WorkKind.MAINTENANCE, 0.0));
            case TOIL -> usual.with(Map.of(WorkKind.TOIL, MOST_TOIL));
            case STOP_RULE -> stop == null ? usual : stop.splitFor(usual);
            case LARGE_INCIDENT, LARGE_CLASS, DEFAULT -> usual;
        };
    }

    /* Without SLOs, rules on budgets have insufficient data. */
    private static Function<SplitRuleInputs, RuleEvaluation> requireBudgets(
            SplitRule rule, Function<SplitRuleInputs, RuleEvaluation> ask) {
        return inputs -> inputs.budgets().isEmpty()
                ? new RuleEvaluation(
                        rule, RuleApplicability.UNKNOWN, "the services of the team have no SLOs", List.of())
                : ask.apply(inputs);
    }

    private static RuleEvaluation evaluateMoreRisk(SplitRuleInputs inputs) {
        List<SloErrorBudget> budgets = inputs.budgets();
        List<GateEvidenceItem> evidence =
                budgets.stream().map(SplitRecommendation::evidence).toList();
        if (budgets.stream()
                .anyMatch(
                        budget -> isBelow(budget.remaining(), MOSTLY) || isBelow(budget.previousRemaining(), MOSTLY))) {
            return new RuleEvaluation(
                    SplitRule.MORE_RISK,
                    RuleApplicability.NO,
                    "an error budget was used in the last two periods",
                    evidence);
        }
        return budgets.stream().anyMatch(budget -> budget.remaining() == null || budget.previousRemaining() == null)
                ? new RuleEvaluation(
                        SplitRule.MORE_RISK,
                        RuleApplicability.UNKNOWN,
                        "an error budget has no data for two periods",
                        evidence)
                : new RuleEvaluation(
                        SplitRule.MORE_RISK,
                        RuleApplicability.YES,
                        "at least " + QuantityFormatter.formatPercent(MOSTLY)
                                + " of every error budget was left in the last two periods",
                        evidence);
    }

    private static boolean isBelow(@Nullable Double share, double limit) {
        return share != null && share < limit;
    }

    private static GateEvidenceItem evidence(SloErrorBudget budget) {
        return new GateEvidenceItem(
                budget.name() + ", " + budget.period(),
                formatRemaining(budget.remaining()) + " now, " + formatRemaining(budget.previousRemaining())
                        + " one period earlier",
                budget.link());
    }

    private static String formatRemaining(@Nullable Double share) {
        return share == null ? "unknown" : QuantityFormatter.formatPercent(share) + " left";
    }

    private static RuleEvaluation evaluateBudgetSpent(SplitRuleInputs inputs) {
        List<SloErrorBudget> spent = inputs.budgets().stream()
                .filter(budget -> budget.remaining() != null && budget.remaining() <= 0)
                .toList();
        if (!spent.isEmpty()) {
            String names = spent.stream().map(SloErrorBudget::name).collect(Collectors.joining("; "));
            return new RuleEvaluation(
                    SplitRule.BUDGET_SPENT,
                    RuleApplicability.YES,
                    "the error budget is spent: " + names,
                    spent.stream().map(SplitRecommendation::evidence).toList());
        }
        boolean known = inputs.budgets().stream().allMatch(budget -> budget.remaining() != null);
        return known
                ? new RuleEvaluation(
                        SplitRule.BUDGET_SPENT, RuleApplicability.NO, "no error budget is spent", List.of())
                : new RuleEvaluation(
                        SplitRule.BUDGET_SPENT, RuleApplicability.UNKNOWN, "an error budget has no data", List.of());
    }

    private static RuleEvaluation evaluateLargeIncident(SplitRuleInputs inputs) {
        List<IncidentWithErrorBudgetUse> recent = inputs.incidents().stream()
                .filter(one ->
                        !one.settled() && !one.began().isBefore(inputs.now().minus(FOUR_WEEKS)))
                .toList();
        List<IncidentWithErrorBudgetUse> large = recent.stream()
                .filter(one -> one.budgetShare() != null && one.budgetShare() > LARGE)
                .sorted(Comparator.comparingDouble(SplitRecommendation::budgetShareOf)
                        .reversed())
                .toList();
        if (!large.isEmpty()) {
            IncidentWithErrorBudgetUse worst = large.getFirst();
            return new RuleEvaluation(
                    SplitRule.LARGE_INCIDENT,
                    RuleApplicability.YES,
                    "incident " + worst.id() + " used " + QuantityFormatter.formatPercent(budgetShareOf(worst))
                            + " of the four-week error budget of " + worst.service(),
                    large.stream().map(SplitRecommendation::evidence).toList());
        }
        List<IncidentWithErrorBudgetUse> unknown =
                recent.stream().filter(one -> one.budgetShare() == null).toList();
        return unknown.isEmpty()
                ? new RuleEvaluation(
                        SplitRule.LARGE_INCIDENT,
                        RuleApplicability.NO,
                        "no incident of the last four weeks used more than " + QuantityFormatter.formatPercent(LARGE)
                                + " of the budget",
                        List.of())
                : new RuleEvaluation(
                        SplitRule.LARGE_INCIDENT,
                        RuleApplicability.UNKNOWN,
                        "the error budget use of " + unknown.size() + " incidents of the last four weeks is unknown",
                        unknown.stream().map(SplitRecommendation::evidence).toList());
    }

    private static double budgetShareOf(IncidentWithErrorBudgetUse incident) {
        return incident.budgetShare() == null ? 0 : incident.budgetShare();
    }

    private static GateEvidenceItem evidence(IncidentWithErrorBudgetUse incident) {
        return new GateEvidenceItem(
                incident.title(),
                incident.budgetShare() == null
                        ? "budget use unknown"
                        : QuantityFormatter.formatPercent(incident.budgetShare()) + " of the four-week budget",
                "/incidents/" + incident.id());
    }

    private static RuleEvaluation evaluateLargeClass(SplitRuleInputs inputs) {
        Map<String, Double> classes = new TreeMap<>();
        for (IncidentWithErrorBudgetUse incident : inputs.incidents()) {
            incident.causes()
                    .forEach((cause, part) -> classes.merge(
                            cause + " in " + incident.service(),
                            part * budgetShareOf(incident) / BUDGETS_OF_A_QUARTER,
                            Double::sum));
        }
        List<Map.Entry<String, Double>> large = classes.entrySet().stream()
                .filter(one -> one.getValue() > LARGE)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
        if (!large.isEmpty()) {
            return largeClass(large);
        }
        long unclear = inputs.incidents().stream()
                .filter(one -> one.causes().isEmpty() || one.budgetShare() == null)
                .count();
        return unclear == 0
                ? new RuleEvaluation(
                        SplitRule.LARGE_CLASS,
                        RuleApplicability.NO,
                        "no cause used more than " + QuantityFormatter.formatPercent(LARGE)
                                + " of the quarter's budget",
                        List.of())
                : new RuleEvaluation(
                        SplitRule.LARGE_CLASS,
                        RuleApplicability.UNKNOWN,
                        "the cause or the budget use of " + unclear + " incidents of the quarter is unknown",
                        List.of());
    }

    private static RuleEvaluation largeClass(List<Map.Entry<String, Double>> large) {
        Map.Entry<String, Double> largest = large.getFirst();
        return new RuleEvaluation(
                SplitRule.LARGE_CLASS,
                RuleApplicability.YES,
                largest.getKey() + " used " + QuantityFormatter.formatPercent(largest.getValue())
                        + " of the quarter's error budget",
                large.stream()
                        .map(one -> new GateEvidenceItem(
                                one.getKey(), QuantityFormatter.formatPercent(one.getValue()), "/causes"))
                        .toList());
    }

    private static RuleEvaluation evaluateToil(WorkSummary work) {
        return work.actual()
                .map(actual -> {
                    double toil = actual.shareOf(WorkKind.TOIL);
                    return new RuleEvaluation(
                            SplitRule.TOIL,
                            toil > MOST_TOIL ? RuleApplicability.YES : RuleApplicability.NO,
                            "toil took " + QuantityFormatter.formatPercent(toil)
                                    + " of the effort of the last 13 weeks",
                            List.of());
                })
                .orElseGet(() -> new RuleEvaluation(
                        SplitRule.TOIL, RuleApplicability.UNKNOWN, work.missingDataReason(), List.of()));
    }

    private static @Nullable RiskWorkSelection selectRiskWork(SplitRuleInputs inputs) {
        CapacityPolicy policy = inputs.policy();
        Double days = policy.daysPerWeek();
        BigDecimal delay = policy.costOfDelay();
        return days == null || delay == null
                ? null
                : RiskWorkSelection.of(inputs.items(), days, delay, policy.currency());
    }

    private static RuleEvaluation evaluateStopRule(SplitRuleInputs inputs, @Nullable RiskWorkSelection stop) {
        if (stop == null) {
            return new RuleEvaluation(
                    SplitRule.STOP_RULE,
                    RuleApplicability.UNKNOWN,
                    "costOfDelay or daysPerWeek is not set in the capacity policy",
                    List.of());
        }
        if (stop.selected().isEmpty()) {
            return stop.rejected().isEmpty()
                    ? new RuleEvaluation(
                            SplitRule.STOP_RULE,
                            RuleApplicability.UNKNOWN,
                            "no open work item has a risk reduction and an effort",
                            List.of())
                    : new RuleEvaluation(
                            SplitRule.STOP_RULE,
                            RuleApplicability.NO,
                            "no work item reduces more risk per week than a week of delay costs",
                            List.of());
        }
        return new RuleEvaluation(
                SplitRule.STOP_RULE,
                RuleApplicability.YES,
                QuantityFormatter.formatNumber(stop.weeks()) + " weeks of work reduce more risk per week than the "
                        + QuantityFormatter.formatMoney(
                                stop.costOfDelay(), inputs.policy().currency())
                        + " that a week of delay costs",
                stop.selected().stream()
                        .map(one -> new GateEvidenceItem(
                                one.item().key() + " " + one.item().title(),
                                QuantityFormatter.formatMoney(
                                                one.riskPerWeek().doubleValue(),
                                                inputs.policy().currency())
                                        + " a week",
                                null))
                        .toList());
    }
}
