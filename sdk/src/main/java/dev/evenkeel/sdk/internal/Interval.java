// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.UnitSalt;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.telemetry.LatencyBins;
import dev.evenkeel.telemetry.LatencySketch;
import dev.evenkeel.telemetry.MetricName;
import dev.evenkeel.wire.FirstEvent;
import dev.evenkeel.wire.MetricSummary;
import dev.evenkeel.wire.OutcomeBatch;
import dev.evenkeel.wire.OutcomeSummary;
import dev.evenkeel.wire.Score;
import dev.evenkeel.wire.SplitKey;
import dev.evenkeel.wire.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The outcomes between two batches. Any thread counts; when none does any more, one thread summarizes, and gives
/// units the names that they have outside of this process.
final class Interval {
    private final Map<OutcomeKey, Cell> cells = new ConcurrentHashMap<>();
    private final AtomicInteger trialsTaken = new AtomicInteger();
    private final AtomicInteger begunTaken = new AtomicInteger();
    private final AtomicInteger scoresTaken = new AtomicInteger();
    private final AtomicInteger unitsTaken = new AtomicInteger();
    private final LongSupplier nanoTicker;
    private final Drops drops;
    private final Trips trips;

    Interval(LongSupplier nanoTicker, Drops drops, Trips trips) {
        this.nanoTicker = nanoTicker;
        this.drops = drops;
        this.trips = trips;
    }

    /// Counts a call that ended now.
    void count(CallKind call, long unit, long micros, boolean failed, List<Reading> readings) {
        Cell cell = cell(call);
        if (cell == null) {
            drops.add(DropCause.TOO_MANY_VARIANTS, 1);
            return;
        }
        int bin = LatencyBins.binOf(micros);
        cell.callsByBin.getAndIncrement(bin);
        if (failed) {
            cell.failures.increment();
            failedUnit(cell, call, unit);
        }
        if (call.trial()) {
            trial(cell, new Trial(unit, failed, bin));
        }
        if (!readings.isEmpty()) {
            readings.forEach(reading -> read(cell, call, unit, reading));
        }
    }

    /// Notes that a trial has begun. What is beyond the bounds is told with its end alone.
    void begun(CallKind side, long unit) {
        Cell cell = begunTaken.getAndIncrement() < OutcomeBatch.MAX_TRIALS ? cell(side) : null;
        if (cell != null) {
            cell.begun.add(unit);
        }
    }

    /// Counts an event outside any call.
    void track(CallKind side, long unit, Reading event) {
        Cell cell = cell(side);
        if (cell == null) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        } else {
            read(cell, side, unit, event);
        }
    }

    private @Nullable Cell cell(CallKind call) {
        Cell cell = cell(call.key());
        TrackedSplit split = call.split();
        if (cell != null && split != null) {
            cell.namedBy(split.salt());
        }
        return cell;
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

    private void failedUnit(Cell cell, CallKind call, long unit) {
        TrackedSplit split = call.split();
        SplitKey key = call.key().split();
        if (split != null
                && key != null
                && first(split.units().failed(), unit, cell.failedUnits, DropCause.TOO_MANY_FAILED_UNITS)) {
            Breaker.Trip trip = split.unitFailed(key.role());
            if (trip != null) {
                trips.add(call.key().flag(), split.rollout(), trip);
            }
        }
    }

    /// Counts one more in each of some metrics, beside any call.
    void count(OutcomeKey side, List<String> metrics) {
        Cell cell = cell(side);
        for (String metric : metrics) {
            MetricCell counts = cell == null ? null : cell.metric(metric);
            if (counts == null) {
                drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
            } else {
                counts.event();
            }
        }
    }

    /// Counts the late outcome of a call. Whether the unit failed before is for the server to know: this
    /// process may never have heard of the rollout.
    void settle(Settlement settlement, boolean failed) {
        count(settlement.key(), List.of(MetricName.SETTLEMENT_SETTLED));
        if (failed) {
            count(settlement.key(), List.of(MetricName.SETTLEMENT_FAILED));
            lateFailure(settlement);
        }
    }

    private void lateFailure(Settlement settlement) {
        Cell cell = cell(settlement.key());
        MetricCell counts = cell == null ? null : cell.metric(MetricName.SETTLEMENT_FAILED);
        if (counts != null && unitsTaken.getAndIncrement() < OutcomeBatch.MAX_FAILED_UNITS) {
            counts.units().add(new FirstTime(settlement.unit(), nanoTicker.getAsLong()));
        } else {
            drops.add(DropCause.TOO_MANY_FAILED_UNITS, 1);
        }
    }

    /// @return whether this is the unit's first time
    private boolean first(UnitSet known, long unit, Queue<FirstTime> firsts, DropCause whenFull) {
        if (known.contains(unit)) {
            return false;
        }
        UnitSet.Answer answer =
                unitsTaken.getAndIncrement() < OutcomeBatch.MAX_FAILED_UNITS ? known.add(unit) : UnitSet.Answer.FULL;
        if (answer == UnitSet.Answer.ADDED) {
            firsts.add(new FirstTime(unit, nanoTicker.getAsLong()));
        } else if (answer == UnitSet.Answer.FULL) {
            drops.add(whenFull, 1);
        }
        return answer == UnitSet.Answer.ADDED;
    }

    private void trial(Cell cell, Trial trial) {
        if (trialsTaken.getAndIncrement() < OutcomeBatch.MAX_TRIALS) {
            cell.trials.add(trial);
        } else {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
        }
    }

    private void read(Cell cell, CallKind call, long unit, Reading reading) {
        TrackedSplit split = call.split();
        MetricCell counts = cell.metric(reading.metric());
        UnitSet known = split == null ? null : split.units().of(reading.metric());
        if (counts == null || known == null) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        } else if (reading.event()) {
            counts.event();
            first(known, unit, counts.units(), DropCause.TOO_MANY_METRIC_UNITS);
        } else if (call.trial()) {
            score(counts, new Score(unit, reading.value()));
        }
    }

    private void score(MetricCell counts, Score score) {
        if (scoresTaken.getAndIncrement() < OutcomeBatch.MAX_SCORES) {
            counts.scores().add(score);
        } else {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        }
    }

    /// One summary for each key that had calls, or trials that began.
    List<OutcomeSummary> summarize() {
        long nowNanos = nanoTicker.getAsLong();
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

    private static final class Cell {
        private final AtomicLongArray callsByBin = new AtomicLongArray(LatencyBins.COUNT);
        private final LongAdder failures = new LongAdder();
        private final Queue<FirstTime> failedUnits = new ConcurrentLinkedQueue<>();
        private final Queue<Trial> trials = new ConcurrentLinkedQueue<>();
        private final Queue<Long> begun = new ConcurrentLinkedQueue<>();
        private final Map<String, MetricCell> metrics = new ConcurrentHashMap<>();
        /* Written by whoever counts a unit, always with the same value, and read when nobody counts any more. */
        private @Nullable UnitSalt salt;

        void namedBy(@Nullable UnitSalt names) {
            if (salt == null && names != null) {
                salt = names;
            }
        }

        /// Null when there are too many of them.
        @Nullable
        MetricCell metric(String name) {
            MetricCell known = metrics.get(name);
            return known == null && metrics.size() < MetricSummary.MAX_METRICS
                    ? metrics.computeIfAbsent(name, ignored -> new MetricCell())
                    : known;
        }

        LatencySketch latency() {
            var latency = new LatencySketch();
            for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
                latency.record(LatencyBins.lowerEdgeMicros(bin), callsByBin.get(bin));
            }
            return latency;
        }

        OutcomeSummary summary(OutcomeKey key, LatencySketch latency, long nowNanos) {
            LongUnaryOperator names = salt == null ? LongUnaryOperator.identity() : salt.naming();
            List<FirstEvent> failed = failedUnits.stream()
                    .map(failure -> failure.aged(nowNanos, names))
                    .toList();
            return new OutcomeSummary(
                    key.flag(),
                    key.variant(),
                    key.split(),
                    latency.count(),
                    failures.sum(),
                    latency,
                    failed,
                    trials.stream()
                            .map(trial ->
                                    new Trial(names.applyAsLong(trial.unit()), trial.failed(), trial.latencyBin()))
                            .toList(),
                    unended().stream().map(names::applyAsLong).toList(),
                    summaries(nowNanos, names));
        }

        private List<Long> unended() {
            Set<Long> ended = trials.stream().map(Trial::unit).collect(Collectors.toSet());
            return begun.stream().filter(unit -> !ended.contains(unit)).toList();
        }

        /* Units of late outcomes have their names from their tokens. */
        private List<MetricSummary> summaries(long nowNanos, LongUnaryOperator names) {
            return metrics.entrySet().stream()
                    .map(entry -> entry.getValue()
                            .summary(
                                    entry.getKey(),
                                    nowNanos,
                                    entry.getKey().equals(MetricName.SETTLEMENT_FAILED)
                                            ? LongUnaryOperator.identity()
                                            : names))
                    .toList();
        }
    }
}
