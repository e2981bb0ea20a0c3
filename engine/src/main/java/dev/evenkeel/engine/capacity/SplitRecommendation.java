// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.gate.GateResult.Evidence;
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

/// The split that a team's facts ask for: rungs are asked in order, and the first that holds decides (the error
/// budget policy of the SRE workbook, with a rung above it for services that are too careful). A rung that
/// cannot tell is said, and does not hold.
///
/// @param asked every rung that was asked, in order; the last one holds
/// @param target where it points
public record SplitRecommendation(List<RuleEvaluation> asked, CapacitySplit target) {
    /// A budget of which so much is left is mostly unspent: a policy of ours.
    public static final double MOSTLY = 0.75;
    /// So much of a budget is a large part of it (SRE workbook).
    public static final double LARGE = 0.20;
    /// The most toil (SRE book).
    public static final double MOST_TOIL = 0.5;
    /// The four weeks of the budget.
    public static final Duration FOUR_WEEKS = Duration.ofDays(28);
    /// The quarter of classes and of toil: 13 weeks.
    public static final Duration QUARTER = Duration.ofDays(91);

    private static final double BUDGETS_OF_A_QUARTER = (double) QUARTER.toDays() / FOUR_WEEKS.toDays();

    public SplitRecommendation {
        asked = List.copyOf(asked);
    }

    /// Whether a rung holds.
    public enum Result {
        YES,
        NO,
        /// What it asks is not known.
        UNKNOWN
    }

    /// What a rung says.
    ///
    /// @param reason a sentence without a full stop
    public record RuleEvaluation(SplitRule rung, Result holds, String reason, List<Evidence> evidence) {
        public RuleEvaluation {
            evidence = List.copyOf(evidence);
        }
    }

    /// Asks the rungs.
    public static SplitRecommendation of(SplitRuleInputs facts) {
        WorkSummary work = WorkSummary.of(facts.items(), WorkWindow.last(QUARTER, facts.now()), facts.now());
        RiskWorkSelection stop = stopRule(facts);
        List<Function<SplitRuleInputs, RuleEvaluation>> rungs = List.of(
                ofBudgets(SplitRule.MORE_RISK, SplitRecommendation::moreRisk),
                ofBudgets(SplitRule.BUDGET_SPENT, SplitRecommendation::budgetSpent),
                ofBudgets(SplitRule.LARGE_INCIDENT, SplitRecommendation::largeIncident),
                ofBudgets(SplitRule.LARGE_CLASS, SplitRecommendation::largeClass),
                _ -> toil(work),
                known -> stopRule(known, stop),
                _ -> new RuleEvaluation(SplitRule.USUAL, Result.YES, "no other rung is known to hold", List.of()));
        List<RuleEvaluation> answers = new ArrayList<>();
        for (Function<SplitRuleInputs, RuleEvaluation> rung : rungs) {
            answers.add(rung.apply(facts));
            if (answers.getLast().holds() == Result.YES) {
                break;
            }
        }
        return new SplitRecommendation(
                answers, target(answers.getLast().rung(), facts.policy().usual(), stop));
    }

    /// The rung that holds.
    public RuleEvaluation decided() {
        return asked.getLast();
    }

    /// The next step from the plan in force.
    ///
    /// @param movedLately share that moved within the last [SplitAdjustment#PERIOD], 0 to 1
    public SplitAdjustment move(CapacitySplit inForce, double movedLately) {
        return decided().rung() == SplitRule.BUDGET_SPENT
                ? SplitAdjustment.atOnce(inForce, target)
                : SplitAdjustment.of(inForce, target, movedLately);
    }

    private static CapacitySplit target(SplitRule rung, CapacitySplit usual, @Nullable RiskWorkSelection stop) {
        return switch (rung) {
            case MORE_RISK -> {
                double freed = usual.share(WorkKind.RELIABILITY) / 2;
                yield usual.with(
                        Map.of(WorkKind.RELIABILITY, freed, WorkKind.NEW_WORK, usual.share(WorkKind.NEW_WORK) + freed));
            }
            case BUDGET_SPENT -> usual.with(Map.of(WorkKind.NEW_WORK, 0.0, WorkKind.MAINTENANCE, 0.0));
            case TOIL -> usual.with(Map.of(WorkKind.TOIL, MOST_TOIL));
            case STOP_RULE -> stop == null ? usual : stop.over(usual);
            case LARGE_INCIDENT, LARGE_CLASS, USUAL -> usual;
        };
    }

    /* Where no budget is kept, nothing about budgets can be told. */
    private static Function<SplitRuleInputs, RuleEvaluation> ofBudgets(
            SplitRule rung, Function<SplitRuleInputs, RuleEvaluation> ask) {
        return facts -> facts.budgets().isEmpty()
                ? new RuleEvaluation(rung, Result.UNKNOWN, "no objective of a service of the team is kept", List.of())
                : ask.apply(facts);
    }

    private static RuleEvaluation moreRisk(SplitRuleInputs facts) {
        List<TeamErrorBudget> budgets = facts.budgets();
        List<Evidence> evidence =
                budgets.stream().map(SplitRecommendation::evidence).toList();
        if (budgets.stream()
                .anyMatch(budget -> isBelow(budget.remaining(), MOSTLY) || isBelow(budget.before(), MOSTLY))) {
            return new RuleEvaluation(
                    SplitRule.MORE_RISK, Result.NO, "an error budget was used over the last two periods", evidence);
        }
        return budgets.stream().anyMatch(budget -> budget.remaining() == null || budget.before() == null)
                ? new RuleEvaluation(
                        SplitRule.MORE_RISK, Result.UNKNOWN, "of a budget two periods are not known", evidence)
                : new RuleEvaluation(
                        SplitRule.MORE_RISK,
                        Result.YES,
                        "over two periods at least " + CapacityFormatter.percent(MOSTLY)
                                + " of every error budget is left",
                        evidence);
    }

    private static boolean isBelow(@Nullable Double share, double limit) {
        return share != null && share < limit;
    }

    private static Evidence evidence(TeamErrorBudget budget) {
        return new Evidence(
                budget.name() + ", " + budget.period(),
                left(budget.remaining()) + " now, " + left(budget.before()) + " a period before",
                budget.link());
    }

    private static String left(@Nullable Double share) {
        return share == null ? "unknown" : CapacityFormatter.percent(share) + " left";
    }

    private static RuleEvaluation budgetSpent(SplitRuleInputs facts) {
        List<TeamErrorBudget> spent = facts.budgets().stream()
                .filter(budget -> budget.remaining() != null && budget.remaining() <= 0)
                .toList();
        if (!spent.isEmpty()) {
            String names = spent.stream().map(TeamErrorBudget::name).collect(Collectors.joining("; "));
            return new RuleEvaluation(
                    SplitRule.BUDGET_SPENT,
                    Result.YES,
                    "the error budget is spent: " + names,
                    spent.stream().map(SplitRecommendation::evidence).toList());
        }
        boolean known = facts.budgets().stream().allMatch(budget -> budget.remaining() != null);
        return known
                ? new RuleEvaluation(SplitRule.BUDGET_SPENT, Result.NO, "no error budget is spent", List.of())
                : new RuleEvaluation(
                        SplitRule.BUDGET_SPENT, Result.UNKNOWN, "not every error budget is known", List.of());
    }

    private static RuleEvaluation largeIncident(SplitRuleInputs facts) {
        List<IncidentBudgetUse> recent = facts.incidents().stream()
                .filter(one ->
                        !one.settled() && !one.began().isBefore(facts.now().minus(FOUR_WEEKS)))
                .toList();
        List<IncidentBudgetUse> large = recent.stream()
                .filter(one -> one.budgetShare() != null && one.budgetShare() > LARGE)
                .sorted(Comparator.comparingDouble(SplitRecommendation::cost).reversed())
                .toList();
        if (!large.isEmpty()) {
            IncidentBudgetUse worst = large.getFirst();
            return new RuleEvaluation(
                    SplitRule.LARGE_INCIDENT,
                    Result.YES,
                    "incident " + worst.id() + " took " + CapacityFormatter.percent(cost(worst))
                            + " of four weeks' error budget of " + worst.service(),
                    large.stream().map(SplitRecommendation::evidence).toList());
        }
        List<IncidentBudgetUse> unknown =
                recent.stream().filter(one -> one.budgetShare() == null).toList();
        return unknown.isEmpty()
                ? new RuleEvaluation(
                        SplitRule.LARGE_INCIDENT,
                        Result.NO,
                        "no incident of the last four weeks took more than " + CapacityFormatter.percent(LARGE)
                                + " of the budget",
                        List.of())
                : new RuleEvaluation(
                        SplitRule.LARGE_INCIDENT,
                        Result.UNKNOWN,
                        "of " + unknown.size() + " incidents of the last four weeks nobody knows what they took",
                        unknown.stream().map(SplitRecommendation::evidence).toList());
    }

    private static double cost(IncidentBudgetUse incident) {
        return incident.budgetShare() == null ? 0 : incident.budgetShare();
    }

    private static Evidence evidence(IncidentBudgetUse incident) {
        return new Evidence(
                incident.title(),
                incident.budgetShare() == null
                        ? "unknown share of the budget"
                        : CapacityFormatter.percent(incident.budgetShare()) + " of four weeks' budget",
                "/incidents/" + incident.id());
    }

    private static RuleEvaluation largeClass(SplitRuleInputs facts) {
        Map<String, Double> classes = new TreeMap<>();
        for (IncidentBudgetUse incident : facts.incidents()) {
            incident.causes()
                    .forEach((cause, part) -> classes.merge(
                            cause + " in " + incident.service(),
                            part * cost(incident) / BUDGETS_OF_A_QUARTER,
                            Double::sum));
        }
        List<Map.Entry<String, Double>> large = classes.entrySet().stream()
                .filter(one -> one.getValue() > LARGE)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
        if (!large.isEmpty()) {
            return new RuleEvaluation(
                    SplitRule.LARGE_CLASS,
                    Result.YES,
                    large.getFirst().getKey() + " took "
                            + CapacityFormatter.percent(large.getFirst().getValue()) + " of the quarter's error budget",
                    large.stream()
                            .map(one -> new Evidence(
                                    one.getKey(), CapacityFormatter.percent(one.getValue()), "/incidents/learning"))
                            .toList());
        }
        long unclear = facts.incidents().stream()
                .filter(one -> one.causes().isEmpty() || one.budgetShare() == null)
                .count();
        return unclear == 0
                ? new RuleEvaluation(
                        SplitRule.LARGE_CLASS,
                        Result.NO,
                        "no cause took more than " + CapacityFormatter.percent(LARGE) + " of the quarter's budget",
                        List.of())
                : new RuleEvaluation(
                        SplitRule.LARGE_CLASS,
                        Result.UNKNOWN,
                        "of " + unclear + " incidents of the quarter the cause or what they took is not known",
                        List.of());
    }

    private static RuleEvaluation toil(WorkSummary work) {
        return work.actual()
                .map(actual -> {
                    double toil = actual.share(WorkKind.TOIL);
                    return new RuleEvaluation(
                            SplitRule.TOIL,
                            toil > MOST_TOIL ? Result.YES : Result.NO,
                            "toil took " + CapacityFormatter.percent(toil) + " of the effort of the last 13 weeks",
                            List.of());
                })
                .orElseGet(() -> new RuleEvaluation(SplitRule.TOIL, Result.UNKNOWN, work.gap(), List.of()));
    }

    private static @Nullable RiskWorkSelection stopRule(SplitRuleInputs facts) {
        CapacityPolicy policy = facts.policy();
        Double days = policy.daysPerWeek();
        BigDecimal delay = policy.delayCost();
        return days == null || delay == null
                ? null
                : RiskWorkSelection.of(facts.items(), days, delay, policy.currency());
    }

    private static RuleEvaluation stopRule(SplitRuleInputs facts, @Nullable RiskWorkSelection stop) {
        if (stop == null) {
            return new RuleEvaluation(
                    SplitRule.STOP_RULE,
                    Result.UNKNOWN,
                    "nobody has said what a week of delay costs and how many person-days a week the team has",
                    List.of());
        }
        if (stop.taken().isEmpty()) {
            return stop.left().isEmpty()
                    ? new RuleEvaluation(
                            SplitRule.STOP_RULE,
                            Result.UNKNOWN,
                            "no open work says which risk it buys and how much effort it takes",
                            List.of())
                    : new RuleEvaluation(
                            SplitRule.STOP_RULE,
                            Result.NO,
                            "no work buys as much risk per week as a week of delay costs",
                            List.of());
        }
        return new RuleEvaluation(
                SplitRule.STOP_RULE,
                Result.YES,
                CapacityFormatter.rounded(stop.weeks()) + " weeks of work buy more risk per week than the "
                        + stop.delayCost().toPlainString() + " "
                        + facts.policy().currency()
                        + " that a week of delay costs",
                stop.taken().stream()
                        .map(one -> new Evidence(
                                one.item().key() + " " + one.item().title(),
                                CapacityFormatter.rounded(one.perWeek().doubleValue()) + " "
                                        + facts.policy().currency() + " a week",
                                null))
                        .toList());
    }
}
