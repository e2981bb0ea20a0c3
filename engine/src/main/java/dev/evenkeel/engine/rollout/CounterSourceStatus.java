// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the clock knows of a source of counters.
///
/// @param metric name of the metric
/// @param knownUntil end of the last interval that it answered for; null before the first
/// @param failingSince when it first failed to answer, if it does not answer now
/// @param problem why, in words; null when it answers
public record CounterSourceStatus(
        String metric,
        @Nullable Instant knownUntil,
        @Nullable Instant failingSince,
        @Nullable String problem) {
    /// Never asked yet.
    public static CounterSourceStatus unknown(String metric) {
        return new CounterSourceStatus(metric, null, null, null);
    }

    /// Whether it does not answer now.
    public boolean isFailing() {
        return failingSince != null;
    }
}
