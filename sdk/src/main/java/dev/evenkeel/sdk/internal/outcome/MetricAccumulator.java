// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.TrialScore;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;

/// The counts of one metric for one variant between two batches. Any thread counts.
final class MetricAccumulator {
    private final LongAdder events = new LongAdder();
    private final Queue<RecordedUnitFirstEvent> units = new ConcurrentLinkedQueue<>();
    private final Queue<TrialScore> scores = new ConcurrentLinkedQueue<>();

    void recordEvent() {
        events.increment();
    }

    long events() {
        return events.sum();
    }

    Queue<RecordedUnitFirstEvent> units() {
        return units;
    }

    Queue<TrialScore> scores() {
        return scores;
    }

    /// @param names pseudonymizes units
    MetricSummary toSummary(String name, long nowNanos, LongUnaryOperator names) {
        return new MetricSummary(
                name,
                events(),
                units.stream().map(unit -> unit.toFirstEvent(nowNanos, names)).toList(),
                scores.stream()
                        .map(score -> new TrialScore(names.applyAsLong(score.unit()), score.millionths()))
                        .toList());
    }
}
