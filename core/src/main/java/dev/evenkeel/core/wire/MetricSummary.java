// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;

/// The data of one variant for one custom metric in one process, since its last batch.
///
/// @param name name of the metric, 1..100 characters
/// @param events number of events, in calls or outside of them, 0 to [OutcomeBatch#MAX_CALLS]
/// @param units units with their first event in the rollout, at most one per event
/// @param scores scores of trials, at most one per trial
public record MetricSummary(String name, long events, List<UnitFirstEvent> units, List<TrialScore> scores) {
    /// Maximum number of metrics of one variant in a batch, including failures within slices and Evenkeel's
    /// own counts.
    public static final int MAX_METRICS = 48;

    /// Maximum length of a name in characters.
    public static final int MAX_NAME = 110;

    /// @throws IllegalArgumentException when the values contradict each other; its message lists every
    ///     contradiction
    public MetricSummary {
        units = List.copyOf(units);
        scores = List.copyOf(scores);
        var rules = new MessageValidator();
        rules.validateName("name", name);
        rules.validateMax("name", name.length(), "the longest name", MAX_NAME);
        rules.validateRange("events", events, 0, OutcomeBatch.MAX_CALLS);
        rules.validateMax("units", units.size(), "events", events);
        rules.throwIfAny();
    }
}
