// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;

/// What one process saw of one variant by a metric of the service's own, since its last batch.
///
/// @param name name of the metric, 1..100 characters
/// @param events how often the event happened, in calls or beside them, 0 to [OutcomeBatch#MAX_CALLS]
/// @param units units to which it happened for the first time in the rollout, at most one per event
/// @param scores what trials measured, at most one per trial
public record MetricSummary(String name, long events, List<UnitFirstEvent> units, List<TrialScore> scores) {
    /// Most metrics of one variant in a batch, failures within slices and counts of our own among them.
    public static final int MAX_METRICS = 48;

    /// Most characters of a name.
    public static final int MAX_NAME = 110;

    /// @throws IllegalArgumentException when the parts contradict each other; its message lists every
    ///     contradiction
    public MetricSummary {
        units = List.copyOf(units);
        scores = List.copyOf(scores);
        var rules = new MessageValidator();
        rules.name("name", name);
        rules.atMost("name", name.length(), "the longest name", MAX_NAME);
        rules.within("events", events, 0, OutcomeBatch.MAX_CALLS);
        rules.atMost("units", units.size(), "events", events);
        rules.check();
    }
}
