// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.Score;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;

/// What one metric counted for one variant between two batches. Any thread counts.
final class MetricCell {
    private final LongAdder events = new LongAdder();
    private final Queue<FirstTime> units = new ConcurrentLinkedQueue<>();
    private final Queue<Score> scores = new ConcurrentLinkedQueue<>();

    void event() {
        events.increment();
    }

    /// How often the event happened.
    long events() {
        return events.sum();
    }

    Queue<FirstTime> units() {
        return units;
    }

    Queue<Score> scores() {
        return scores;
    }

    /// @param names what units are called outside of this process
    MetricSummary summary(String name, long nowNanos, LongUnaryOperator names) {
        return new MetricSummary(
                name,
                events(),
                units.stream().map(unit -> unit.aged(nowNanos, names)).toList(),
                scores.stream()
                        .map(score -> new Score(names.applyAsLong(score.unit()), score.millionths()))
                        .toList());
    }
}
