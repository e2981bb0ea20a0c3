// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A service level objective of a service.
///
/// @param name unique
/// @param service key of the service
/// @param objectives at least one
/// @param rules burn alert rules; may be empty
/// @param noDataAfter maximum age of the newest count before the status is "no data"
/// @param incidents alerts that open an incident of the service
public record Slo(
        String name,
        String service,
        ServiceLevelIndicator indicator,
        TimeWindow window,
        List<Objective> objectives,
        List<BurnAlertRule> rules,
        Duration noDataAfter,
        IncidentOpeningAlerts incidents) {
    public Slo {
        objectives = List.copyOf(objectives);
        rules = List.copyOf(rules);
    }

    /// Returns the status of each objective, in their order. Costs some steps for each objective and minute
    /// of the period, or hour stored as a sum.
    ///
    /// @param now end of the evaluated period, on a whole minute
    public List<ObjectiveStatus> evaluate(IndicatorTimeline timeline, Instant now) {
        return objectives.stream()
                .map(objective -> new ObjectiveStatus(
                        objective,
                        objective.budgetOf(timeline, window.periodAt(now)),
                        rules.stream()
                                .map(rule -> BurnAlertEvaluation.of(rule, objective, timeline, now))
                                .toList(),
                        freshnessOf(timeline, now),
                        timeline.findLastData(now).orElse(null)))
                .toList();
    }

    /// Returns the starts of the windows that end at `now`: those of the rules, and the period's.
    public List<Instant> windowStarts(Instant now) {
        Stream<Instant> windows = rules.stream()
                .flatMap(rule -> Stream.of(rule.longWindow(), rule.shortWindow()))
                .map(now::minus);
        return Stream.concat(windows, Stream.of(window.periodAt(now).start()))
                .sorted()
                .toList();
    }

    /// Whether hourly sums suffice between the boundaries of windows, because events are counted and not time
    /// slices.
    public boolean countsEvents() {
        return objectives.stream().allMatch(objective -> objective.budgeting() instanceof BudgetingMethod.Occurrences);
    }

    private ObjectiveStatus.DataFreshness freshnessOf(IndicatorTimeline timeline, Instant now) {
        boolean fresh = timeline.findLastData(now)
                .filter(last -> !last.isBefore(now.minus(noDataAfter)))
                .isPresent();
        if (fresh) {
            return ObjectiveStatus.DataFreshness.CLEAR;
        }
        return timeline.findLast(now)
                        .filter(MinuteCount.MissingReason.FAILED::equals)
                        .isPresent()
                ? ObjectiveStatus.DataFreshness.FAILED
                : ObjectiveStatus.DataFreshness.NONE;
    }
}
