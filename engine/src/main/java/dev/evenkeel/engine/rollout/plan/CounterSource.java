// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/// A pair of Prometheus counters that counts the events of a metric which the service's code does not report.
/// [RolloutPlan] checks it.
///
/// A counter does not know units, so a unit with repeated events would count as many. The bound on false
/// alarms holds when the split is by unit and no unit has the event more than `perUnit` times in the rollout;
/// counts are divided by it. Use 1 where each event belongs to a different unit.
///
/// @param metric name of the metric, as guardrails refer to it
/// @param control selector of control's counters: `http_errors_total{variant="classic"}`
/// @param candidate selector of the candidate's counters
/// @param every query interval, equal to the scrape interval; 1 s to 2 min
/// @param perUnit maximum number of events of one unit, 1 or more
public record CounterSource(
        String metric,
        String control,
        String candidate,
        @JsonProperty(defaultValue = "PT15S") Duration every,
        @JsonProperty(defaultValue = "1") long perUnit) {}
