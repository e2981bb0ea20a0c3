// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import java.time.Duration;

/// Where the events of a metric are counted, when not in the service's code: two counters of a
/// Prometheus. [RolloutPlan] checks it.
///
/// A counter knows no units, so a unit that has the event again and again would count as many. The
/// promise about false alarms holds when the split is by unit and no unit has the event more than
/// `perUnit` times in the rollout; counts are divided by it. 1 is right where each event is another
/// unit's.
///
/// @param metric name of the metric, as guardrails refer to it
/// @param control selector of control's counters: `http_errors_total{variant="classic"}`
/// @param candidate selector of the candidate's counters
/// @param every how often they are asked, which is the interval of scrapes; 1 s to 2 min
/// @param perUnit most events of one unit, 1 or more
public record CounterSource(String metric, String control, String candidate, Duration every, long perUnit) {}
