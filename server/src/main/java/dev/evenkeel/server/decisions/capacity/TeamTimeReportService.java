// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.CostOfDelayOrder;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.PlannedTimeShareOverrun;
import dev.evenkeel.engine.capacity.SplitAdjustment;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.capacity.SplitRuleInputs;
import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkSummary;
import dev.evenkeel.engine.capacity.WorkWindow;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A service that computes capacity reports and lists work items, policies and rules.
@Component
public class TeamTimeReportService {
    /// Name of the whole organisation in manifests.
    public static final String ALL_TEAMS = "everybody";

    private final WorkItemRepository items;
    private final CapacityPolicyAndPlanRepository repository;
    private final MinimumTimeShareRuleRepository required;
    private final SplitRuleInputQueries splitRuleInputQueries;
    private final Clock clock;

    TeamTimeReportService(
            WorkItemRepository items,
            CapacityPolicyAndPlanRepository repository,
            MinimumTimeShareRuleRepository required,
            SplitRuleInputQueries splitRuleInputQueries,
            Clock clock) {
        this.items = items;
        this.repository = repository;
        this.required = required;
        this.splitRuleInputQueries = splitRuleInputQueries;
        this.clock = clock;
    }

    /// Computes where a team's time went in a window, and the recommended split now.
    ///
    /// @param team empty for the whole organisation
    @Transactional(readOnly = true)
    public TeamTimeReport getReport(String team, WorkWindow window) {
        Instant now = clock.instant();
        List<WorkItem> work = items.listSince(team, earlier(window.from(), now.minus(SplitRecommendation.QUARTER)));
        SplitRuleInputQueries.SplitRuleInputs known = splitRuleInputQueries.getByTeam(team, now);
        CapacityPolicy policy = getPolicy(team);
        SplitRecommendation ladder =
                SplitRecommendation.of(new SplitRuleInputs(known.budgets(), known.incidents(), work, policy, now));
        CapacitySplit current = inForce(team, policy, now);
        SplitAdjustment move = ladder.nextAdjustment(
                current, current.distanceTo(inForceBefore(team, policy, now.minus(SplitAdjustment.PERIOD))));
        return new TeamTimeReport(
                team,
                now,
                WorkSummary.of(work, window, now),
                policy,
                current,
                repository.findPlanAt(team, now).orElse(null),
                ladder,
                move,
                overruns(team, work, window, now),
                required.listInForce(now).stream()
                        .filter(rule -> rule.team().equals(team))
                        .toList());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private CapacitySplit inForce(String team, CapacityPolicy policy, Instant now) {
        return repository.findPlanAt(team, now).map(CapacitySplitPlan::split).orElse(policy.defaultSplit());
    }

    /* The first plan, when a user set it, counts as no movement: no plan preceded it. */
    private CapacitySplit inForceBefore(String team, CapacityPolicy policy, Instant moment) {
        return repository
                .findPlanAt(team, moment)
                .or(() -> repository.findFirstPlan(team).filter(first -> first.rule() == null))
                .map(CapacitySplitPlan::split)
                .orElse(policy.defaultSplit());
    }

    private List<PlannedTimeShareOverrun> overruns(String team, List<WorkItem> work, WorkWindow window, Instant now) {
        Stream<String> asked = team.isEmpty() ? listTeams().stream() : Stream.of(team);
        return asked.flatMap(one -> {
                    List<WorkItem> own = work.stream()
                            .filter(item -> item.team().equals(one))
                            .toList();
                    return PlannedTimeShareOverrun.listOverruns(
                            one, WorkSummary.of(own, window, now), inForce(one, getPolicy(one), now))
                            .stream();
                })
                .sorted(Comparator.comparingDouble(PlannedTimeShareOverrun::days)
                        .reversed())
                .toList();
    }

    /// Returns the policy of a team, or the default policy.
    public CapacityPolicy getPolicy(String team) {
        return repository.findPolicy(team).orElse(CapacityPolicy.NONE);
    }

    /// Returns every team that has work items, a policy or a plan, by name.
    public List<String> listTeams() {
        var teams = new TreeSet<>(items.listTeams());
        teams.addAll(repository.listTeams());
        teams.remove("");
        return List.copyOf(teams);
    }

    /// Returns the newest work items, open items first.
    ///
    /// @param team empty for all
    public List<WorkItem> listItems(String team, int limit) {
        return items.listNewest(team, limit);
    }

    /// Computes the order of a team's open work with the lowest cost of delay.
    ///
    /// @param team empty for all
    /// @param workInProgress number of items in progress at the same time, 1 or more
    public CostOfDelayOrder orderByCostOfDelay(String team, int workInProgress) {
        return CostOfDelayOrder.of(items.listSince(team, clock.instant()), workInProgress);
    }

    /// Returns the active rules of minimum capacity, oldest first.
    public List<MinimumTimeShareRule> listRequired() {
        return required.listInForce(clock.instant());
    }
}
