// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.TrialScore;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;

/// What one metric counted for one variant between two batches. Any thread counts.
final class MetricAccumulator {
    private final LongAdder events = new LongAdder();
    private final Queue<FirstOccurrence> units = new ConcurrentLinkedQueue<>();
    private final Queue<TrialScore> scores = new ConcurrentLinkedQueue<>();

    void event() {
        events.increment();
    }

    /// How often the event happened.
    long events() {
        return events.sum();
    }

    Queue<FirstOccurrence> units() {
        return units;
    }

    Queue<TrialScore> scores() {
        return scores;
    }

    /// @param names what units are called outside of this process
    MetricSummary summary(String name, long nowNanos, LongUnaryOperator names) {
        return new MetricSummary(
                name,
                events(),
                units.stream().map(unit -> unit.aged(nowNanos, names)).toList(),
                scores.stream()
                        .map(score -> new TrialScore(names.applyAsLong(score.unit()), score.millionths()))
                        .toList());
    }
}
