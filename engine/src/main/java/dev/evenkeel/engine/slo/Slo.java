// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A service level objective: how well a service does its work, and how well it should.
///
/// @param name unique
/// @param service whose it is
/// @param objectives at least one
/// @param rules when somebody is called; none is allowed
/// @param noDataAfter how old the newest count may be before the answer is "no data"
/// @param incidents which of its alerts open an incident of the service
public record Slo(
        String name,
        String service,
        ServiceLevelIndicator indicator,
        TimeWindow window,
        List<Objective> objectives,
        List<BurnAlertRule> rules,
        Duration noDataAfter,
        IncidentAlertPolicy incidents) {
    public Slo {
        objectives = List.copyOf(objectives);
        rules = List.copyOf(rules);
    }

    /// What each objective looks like, in their order. Costs some steps for each objective and minute of the
    /// period, or hour of which the timeline knows the sum.
    ///
    /// @param now up to which minutes may be known, on a whole minute
    public List<ObjectiveStatus> standings(IndicatorTimeline timeline, Instant now) {
        return objectives.stream()
                .map(objective -> new ObjectiveStatus(
                        objective,
                        objective.budget(timeline, window.at(now)),
                        rules.stream()
                                .map(rule -> BurnAlert.of(rule, objective, timeline, now))
                                .toList(),
                        sight(timeline, now),
                        timeline.lastData(now).orElse(null)))
                .toList();
    }

    /// Where its windows begin that end with `now`: those of its rules, and its period.
    public List<Instant> windowBegins(Instant now) {
        Stream<Instant> windows = rules.stream()
                .flatMap(rule -> Stream.of(rule.longWindow(), rule.shortWindow()))
                .map(now::minus);
        return Stream.concat(windows, Stream.of(window.at(now).from())).sorted().toList();
    }

    /// Whether sums of hours will do where no window begins or ends: what counts are events, not slices of
    /// time.
    public boolean countsEvents() {
        return objectives.stream().allMatch(objective -> objective.budgeting() instanceof BudgetingMethod.Occurrences);
    }

    private ObjectiveStatus.DataFreshness sight(IndicatorTimeline timeline, Instant now) {
        boolean fresh = timeline.lastData(now)
                .filter(last -> !last.isBefore(now.minus(noDataAfter)))
                .isPresent();
        if (fresh) {
            return ObjectiveStatus.DataFreshness.CLEAR;
        }
        return timeline.last(now)
                        .filter(MinuteCount.MissingReason.FAILED::equals)
                        .isPresent()
                ? ObjectiveStatus.DataFreshness.FAILED
                : ObjectiveStatus.DataFreshness.NONE;
    }
}
