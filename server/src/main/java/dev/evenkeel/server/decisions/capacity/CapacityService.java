// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.capacity;

import dev.evenkeel.engine.capacity.CapacityOverrun;
import dev.evenkeel.engine.capacity.CapacityPolicy;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.CostOfDelayOrder;
import dev.evenkeel.engine.capacity.MinimumCapacityRule;
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

/// The front door of capacity. Thread-safe.
@Component
public class CapacityService {
    /// How files call the whole organisation.
    public static final String EVERYBODY = "everybody";

    private final WorkItemRepository items;
    private final CapacityRepository table;
    private final RequiredCapacityRepository required;
    private final SplitRuleInputQueries facts;
    private final Clock clock;

    CapacityService(
            WorkItemRepository items,
            CapacityRepository table,
            RequiredCapacityRepository required,
            SplitRuleInputQueries facts,
            Clock clock) {
        this.items = items;
        this.table = table;
        this.required = required;
        this.facts = facts;
        this.clock = clock;
    }

    /// Where a team's time went in a window, and where it should go now.
    ///
    /// @param team empty for the whole organisation
    @Transactional(readOnly = true)
    public CapacityReport report(String team, WorkWindow window) {
        Instant now = clock.instant();
        List<WorkItem> work = items.since(team, earlier(window.from(), now.minus(SplitRecommendation.QUARTER)));
        SplitRuleInputQueries.SplitRuleInputs known = facts.of(team, now);
        CapacityPolicy policy = policy(team);
        SplitRecommendation ladder =
                SplitRecommendation.of(new SplitRuleInputs(known.budgets(), known.incidents(), work, policy, now));
        CapacitySplit inForce = inForce(team, policy, now);
        SplitAdjustment move =
                ladder.move(inForce, inForce.distance(inForceBefore(team, policy, now.minus(SplitAdjustment.PERIOD))));
        return new CapacityReport(
                team,
                now,
                WorkSummary.of(work, window, now),
                policy,
                inForce,
                table.planAt(team, now).orElse(null),
                ladder,
                move,
                over(team, work, window, now),
                required.inForce(now).stream()
                        .filter(rule -> rule.team().equals(team))
                        .toList());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private CapacitySplit inForce(String team, CapacityPolicy policy, Instant now) {
        return table.planAt(team, now).map(CapacityPlan::split).orElse(policy.usual());
    }

    /* The first plan that a person sets moves nothing: there was none before. */
    private CapacitySplit inForceBefore(String team, CapacityPolicy policy, Instant moment) {
        return table.planAt(team, moment)
                .or(() -> table.firstPlan(team).filter(first -> first.rung() == null))
                .map(CapacityPlan::split)
                .orElse(policy.usual());
    }

    private List<CapacityOverrun> over(String team, List<WorkItem> work, WorkWindow window, Instant now) {
        Stream<String> asked = team.isEmpty() ? teams().stream() : Stream.of(team);
        return asked.flatMap(one -> {
                    List<WorkItem> own = work.stream()
                            .filter(item -> item.team().equals(one))
                            .toList();
                    return CapacityOverrun.of(one, WorkSummary.of(own, window, now), inForce(one, policy(one), now))
                            .stream();
                })
                .sorted(Comparator.comparingDouble(CapacityOverrun::days).reversed())
                .toList();
    }

    /// What people have set about a team.
    public CapacityPolicy policy(String team) {
        return table.policy(team).orElse(CapacityPolicy.NONE);
    }

    /// Every team of which there is work or of which somebody has set something, by name.
    public List<String> teams() {
        var teams = new TreeSet<>(items.teams());
        teams.addAll(table.teams());
        teams.remove("");
        return List.copyOf(teams);
    }

    /// The newest work, open work first.
    ///
    /// @param team empty for all
    public List<WorkItem> items(String team, int limit) {
        return items.newest(team, limit);
    }

    /// In what order the open work of a team costs least delay.
    ///
    /// @param team empty for all
    /// @param workInProgress pieces of work that are done at the same time, 1 or more
    public CostOfDelayOrder order(String team, int workInProgress) {
        return CostOfDelayOrder.of(items.since(team, clock.instant()), workInProgress);
    }

    /// Rules of required capacity that are in force, the oldest first.
    public List<MinimumCapacityRule> required() {
        return required.inForce(clock.instant());
    }
}
