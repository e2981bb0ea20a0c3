// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import dev.evenkeel.engine.gate.GateAnswer.Evidence;
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
/// budget policy of the SRE workbook, with a rung above it for services that are too careful). A rung that cannot
/// tell is said, and does not hold.
///
/// @param asked every rung that was asked, in order; the last one holds
/// @param target where it points
public record Ladder(List<Answer> asked, CapacitySplit target) {
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

    public Ladder {
        asked = List.copyOf(asked);
    }

    /// Whether a rung holds.
    public enum Holds {
        YES,
        NO,
        /// What it asks is not known.
        UNKNOWN
    }

    /// What a rung says.
    ///
    /// @param reason a sentence without a full stop
    public record Answer(Rung rung, Holds holds, String reason, List<Evidence> evidence) {
        public Answer {
            evidence = List.copyOf(evidence);
        }
    }

    /// Asks the rungs.
    public static Ladder of(LadderFacts facts) {
        WorkSum work = WorkSum.of(facts.items(), WorkWindow.last(QUARTER, facts.now()), facts.now());
        StopRule stop = stopRule(facts);
        List<Function<LadderFacts, Answer>> rungs = List.of(
                ofBudgets(Rung.MORE_RISK, Ladder::moreRisk),
                ofBudgets(Rung.BUDGET_SPENT, Ladder::budgetSpent),
                ofBudgets(Rung.LARGE_INCIDENT, Ladder::largeIncident),
                ofBudgets(Rung.LARGE_CLASS, Ladder::largeClass),
                _ -> toil(work),
                known -> stopRule(known, stop),
                _ -> new Answer(Rung.USUAL, Holds.YES, "no other rung is known to hold", List.of()));
        List<Answer> answers = new ArrayList<>();
        for (Function<LadderFacts, Answer> rung : rungs) {
            answers.add(rung.apply(facts));
            if (answers.getLast().holds() == Holds.YES) {
                break;
            }
        }
        return new Ladder(
                answers, target(answers.getLast().rung(), facts.policy().usual(), stop));
    }

    /// The rung that holds.
    public Answer decided() {
        return asked.getLast();
    }

    /// The next step from the plan in force.
    ///
    /// @param movedLately share that moved within the last [SplitMove#PERIOD], 0 to 1
    public SplitMove move(CapacitySplit inForce, double movedLately) {
        return decided().rung() == Rung.BUDGET_SPENT
                ? SplitMove.atOnce(inForce, target)
                : SplitMove.of(inForce, target, movedLately);
    }

    private static CapacitySplit target(Rung rung, CapacitySplit usual, @Nullable StopRule stop) {
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
    private static Function<LadderFacts, Answer> ofBudgets(Rung rung, Function<LadderFacts, Answer> ask) {
        return facts -> facts.budgets().isEmpty()
                ? new Answer(rung, Holds.UNKNOWN, "no objective of a service of the team is kept", List.of())
                : ask.apply(facts);
    }

    private static Answer moreRisk(LadderFacts facts) {
        List<BudgetStanding> budgets = facts.budgets();
        List<Evidence> evidence = budgets.stream().map(Ladder::evidence).toList();
        if (budgets.stream()
                .anyMatch(budget -> isBelow(budget.remaining(), MOSTLY) || isBelow(budget.before(), MOSTLY))) {
            return new Answer(Rung.MORE_RISK, Holds.NO, "an error budget was used over the last two periods", evidence);
        }
        return budgets.stream().anyMatch(budget -> budget.remaining() == null || budget.before() == null)
                ? new Answer(Rung.MORE_RISK, Holds.UNKNOWN, "of a budget two periods are not known", evidence)
                : new Answer(
                        Rung.MORE_RISK,
                        Holds.YES,
                        "over two periods at least " + Words.percent(MOSTLY) + " of every error budget is left",
                        evidence);
    }

    private static boolean isBelow(@Nullable Double share, double limit) {
        return share != null && share < limit;
    }

    private static Evidence evidence(BudgetStanding budget) {
        return new Evidence(
                budget.name() + ", " + budget.period(),
                left(budget.remaining()) + " now, " + left(budget.before()) + " a period before",
                budget.link());
    }

    private static String left(@Nullable Double share) {
        return share == null ? "unknown" : Words.percent(share) + " left";
    }

    private static Answer budgetSpent(LadderFacts facts) {
        List<BudgetStanding> spent = facts.budgets().stream()
                .filter(budget -> budget.remaining() != null && budget.remaining() <= 0)
                .toList();
        if (!spent.isEmpty()) {
            String names = spent.stream().map(BudgetStanding::name).collect(Collectors.joining("; "));
            return new Answer(
                    Rung.BUDGET_SPENT,
                    Holds.YES,
                    "the error budget is spent: " + names,
                    spent.stream().map(Ladder::evidence).toList());
        }
        boolean known = facts.budgets().stream().allMatch(budget -> budget.remaining() != null);
        return known
                ? new Answer(Rung.BUDGET_SPENT, Holds.NO, "no error budget is spent", List.of())
                : new Answer(Rung.BUDGET_SPENT, Holds.UNKNOWN, "not every error budget is known", List.of());
    }

    private static Answer largeIncident(LadderFacts facts) {
        List<IncidentCost> recent = facts.incidents().stream()
                .filter(one ->
                        !one.settled() && !one.began().isBefore(facts.now().minus(FOUR_WEEKS)))
                .toList();
        List<IncidentCost> large = recent.stream()
                .filter(one -> one.budgetShare() != null && one.budgetShare() > LARGE)
                .sorted(Comparator.comparingDouble(Ladder::cost).reversed())
                .toList();
        if (!large.isEmpty()) {
            IncidentCost worst = large.getFirst();
            return new Answer(
                    Rung.LARGE_INCIDENT,
                    Holds.YES,
                    "incident " + worst.id() + " took " + Words.percent(cost(worst))
                            + " of four weeks' error budget of " + worst.service(),
                    large.stream().map(Ladder::evidence).toList());
        }
        List<IncidentCost> unknown =
                recent.stream().filter(one -> one.budgetShare() == null).toList();
        return unknown.isEmpty()
                ? new Answer(
                        Rung.LARGE_INCIDENT,
                        Holds.NO,
                        "no incident of the last four weeks took more than " + Words.percent(LARGE) + " of the budget",
                        List.of())
                : new Answer(
                        Rung.LARGE_INCIDENT,
                        Holds.UNKNOWN,
                        "of " + unknown.size() + " incidents of the last four weeks nobody knows what they took",
                        unknown.stream().map(Ladder::evidence).toList());
    }

    private static double cost(IncidentCost incident) {
        return incident.budgetShare() == null ? 0 : incident.budgetShare();
    }

    private static Evidence evidence(IncidentCost incident) {
        return new Evidence(
                incident.title(),
                incident.budgetShare() == null
                        ? "unknown share of the budget"
                        : Words.percent(incident.budgetShare()) + " of four weeks' budget",
                "/incidents/" + incident.id());
    }

    private static Answer largeClass(LadderFacts facts) {
        Map<String, Double> classes = new TreeMap<>();
        for (IncidentCost incident : facts.incidents()) {
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
            return new Answer(
                    Rung.LARGE_CLASS,
                    Holds.YES,
                    large.getFirst().getKey() + " took "
                            + Words.percent(large.getFirst().getValue()) + " of the quarter's error budget",
                    large.stream()
                            .map(one ->
                                    new Evidence(one.getKey(), Words.percent(one.getValue()), "/incidents/learning"))
                            .toList());
        }
        long unclear = facts.incidents().stream()
                .filter(one -> one.causes().isEmpty() || one.budgetShare() == null)
                .count();
        return unclear == 0
                ? new Answer(
                        Rung.LARGE_CLASS,
                        Holds.NO,
                        "no cause took more than " + Words.percent(LARGE) + " of the quarter's budget",
                        List.of())
                : new Answer(
                        Rung.LARGE_CLASS,
                        Holds.UNKNOWN,
                        "of " + unclear + " incidents of the quarter the cause or what they took is not known",
                        List.of());
    }

    private static Answer toil(WorkSum work) {
        return work.actual()
                .map(actual -> {
                    double toil = actual.share(WorkKind.TOIL);
                    return new Answer(
                            Rung.TOIL,
                            toil > MOST_TOIL ? Holds.YES : Holds.NO,
                            "toil took " + Words.percent(toil) + " of the effort of the last 13 weeks",
                            List.of());
                })
                .orElseGet(() -> new Answer(Rung.TOIL, Holds.UNKNOWN, work.gap(), List.of()));
    }

    private static @Nullable StopRule stopRule(LadderFacts facts) {
        CapacityPolicy policy = facts.policy();
        Double days = policy.daysPerWeek();
        BigDecimal delay = policy.delayCost();
        return days == null || delay == null ? null : StopRule.of(facts.items(), days, delay, policy.currency());
    }

    private static Answer stopRule(LadderFacts facts, @Nullable StopRule stop) {
        if (stop == null) {
            return new Answer(
                    Rung.STOP_RULE,
                    Holds.UNKNOWN,
                    "nobody has said what a week of delay costs and how many person-days a week the team has",
                    List.of());
        }
        if (stop.taken().isEmpty()) {
            return stop.left().isEmpty()
                    ? new Answer(
                            Rung.STOP_RULE,
                            Holds.UNKNOWN,
                            "no open work says which risk it buys and how much effort it takes",
                            List.of())
                    : new Answer(
                            Rung.STOP_RULE,
                            Holds.NO,
                            "no work buys as much risk per week as a week of delay costs",
                            List.of());
        }
        return new Answer(
                Rung.STOP_RULE,
                Holds.YES,
                Words.rounded(stop.weeks()) + " weeks of work buy more risk per week than the "
                        + stop.delayCost().toPlainString() + " "
                        + facts.policy().currency()
                        + " that a week of delay costs",
                stop.taken().stream()
                        .map(one -> new Evidence(
                                one.item().key() + " " + one.item().title(),
                                Words.rounded(one.perWeek().doubleValue()) + " "
                                        + facts.policy().currency() + " a week",
                                null))
                        .toList());
    }
}
