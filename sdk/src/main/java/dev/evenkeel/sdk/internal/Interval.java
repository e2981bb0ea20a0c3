// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.telemetry.LatencyBins;
import dev.evenkeel.telemetry.LatencySketch;
import dev.evenkeel.wire.FailedUnit;
import dev.evenkeel.wire.OutcomeBatch;
import dev.evenkeel.wire.OutcomeSummary;
import dev.evenkeel.wire.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The outcomes between two batches. Any thread counts; when none does any more, one thread summarizes.
final class Interval {
    private final Map<OutcomeKey, Cell> cells = new ConcurrentHashMap<>();
    private final AtomicInteger trialsTaken = new AtomicInteger();
    private final AtomicInteger failedUnitsTaken = new AtomicInteger();
    private final Drops drops;

    Interval(Drops drops) {
        this.drops = drops;
    }

    /// Counts a call that ended.
    void count(StartedCall call, long micros, boolean failed, long endNanos) {
        Cell cell = cell(call.key());
        if (cell == null) {
            drops.add(DropCause.TOO_MANY_VARIANTS, 1);
            return;
        }
        int bin = LatencyBins.binOf(micros);
        cell.callsByBin.getAndIncrement(bin);
        if (failed) {
            cell.failures.increment();
            failedUnit(cell, call, endNanos);
        }
        if (call.trial()) {
            trial(cell, new Trial(call.unit(), failed, bin));
        }
    }

    private @Nullable Cell cell(OutcomeKey key) {
        Cell cell = cells.get(key);
        return cell == null ? newCell(key) : cell;
    }

    private synchronized @Nullable Cell newCell(OutcomeKey key) {
        if (cells.size() >= OutcomeBatch.MAX_SUMMARIES && !cells.containsKey(key)) {
            return null;
        }
        return cells.computeIfAbsent(key, k -> new Cell());
    }

    private void failedUnit(Cell cell, StartedCall call, long endNanos) {
        TrackedSplit split = call.split();
        if (split == null || split.failedUnits().contains(call.unit())) {
            return;
        }
        UnitSet.Answer answer = failedUnitsTaken.getAndIncrement() < OutcomeBatch.MAX_FAILED_UNITS
                ? split.failedUnits().add(call.unit())
                : UnitSet.Answer.FULL;
        if (answer == UnitSet.Answer.ADDED) {
            cell.failedUnits.add(new FailureTime(call.unit(), endNanos));
        } else if (answer == UnitSet.Answer.FULL) {
            drops.add(DropCause.TOO_MANY_FAILED_UNITS, 1);
        }
    }

    private void trial(Cell cell, Trial trial) {
        if (trialsTaken.getAndIncrement() < OutcomeBatch.MAX_TRIALS) {
            cell.trials.add(trial);
        } else {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
        }
    }

    /// One summary for each key that had calls.
    List<OutcomeSummary> summarize(long nowNanos) {
        List<OutcomeSummary> summaries = new ArrayList<>();
        cells.forEach((key, cell) -> {
            LatencySketch latency = cell.latency();
            try {
                summaries.add(cell.summary(key, latency, nowNanos));
            } catch (IllegalArgumentException nameTheProtocolCannotCarry) {
                drops.add(DropCause.TOO_MANY_VARIANTS, latency.count());
            }
        });
        return summaries;
    }

    private record FailureTime(long unit, long nanos) {
        FailedUnit aged(long nowNanos) {
            return new FailedUnit(unit, Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - nanos)));
        }
    }

    private static final class Cell {
        private final AtomicLongArray callsByBin = new AtomicLongArray(LatencyBins.COUNT);
        private final LongAdder failures = new LongAdder();
        private final Queue<FailureTime> failedUnits = new ConcurrentLinkedQueue<>();
        private final Queue<Trial> trials = new ConcurrentLinkedQueue<>();

        LatencySketch latency() {
            var latency = new LatencySketch();
            for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
                latency.record(LatencyBins.lowerEdgeMicros(bin), callsByBin.get(bin));
            }
            return latency;
        }

        OutcomeSummary summary(OutcomeKey key, LatencySketch latency, long nowNanos) {
            List<FailedUnit> failed =
                    failedUnits.stream().map(failure -> failure.aged(nowNanos)).toList();
            return new OutcomeSummary(
                    key.flag(),
                    key.variant(),
                    key.split(),
                    latency.count(),
                    failures.sum(),
                    latency,
                    failed,
                    List.copyOf(trials));
        }
    }
}
