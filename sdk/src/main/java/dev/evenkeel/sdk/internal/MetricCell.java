// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.wire.MetricSummary;
import dev.evenkeel.wire.Score;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// What one metric counted for one variant between two batches. Any thread counts.
final class MetricCell {
    private final LongAdder events = new LongAdder();
    private final Queue<FirstTime> units = new ConcurrentLinkedQueue<>();
    private final Queue<Score> scores = new ConcurrentLinkedQueue<>();

    void event() {
        events.increment();
    }

    Queue<FirstTime> units() {
        return units;
    }

    Queue<Score> scores() {
        return scores;
    }

    MetricSummary summary(String name, long nowNanos) {
        return new MetricSummary(
                name,
                events.sum(),
                units.stream().map(unit -> unit.aged(nowNanos)).toList(),
                List.copyOf(scores));
    }
}
