// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The status of one counter source (a metric queried from a monitoring system) at one moment.
///
/// @param metric name of the metric
/// @param knownUntil end of the last interval with data; null before the first
/// @param failingSince time of the first failed query in a row; null while queries succeed
/// @param problem error of the last failed query, for people; null while queries succeed
public record CounterSourceStatus(
        String metric,
        @Nullable Instant knownUntil,
        @Nullable Instant failingSince,
        @Nullable String problem) {
    /// Returns the status of a source that has not been queried yet.
    public static CounterSourceStatus unknown(String metric) {
        return new CounterSourceStatus(metric, null, null, null);
    }

    /// Whether the last query failed.
    public boolean isFailing() {
        return failingSince != null;
    }
}
