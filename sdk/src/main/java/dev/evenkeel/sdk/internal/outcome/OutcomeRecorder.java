// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorLog;
import dev.evenkeel.sdk.internal.tracking.BoundedUnitSet;
import dev.evenkeel.sdk.internal.tracking.BreakerTrips;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import dev.evenkeel.sdk.internal.tracking.UnitReReportSchedule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.WriterReaderPhaser;

/// Counts the outcomes of calls. Callers never wait for the batch being made; memory is bounded by the
/// protocol's limits. Any thread records; [#drain] is for one thread at a time.
public final class OutcomeRecorder {
    /*
     * Two intervals, flipped: recording threads announce themselves at the phaser (HdrHistogram's WriterReaderPhaser,
     * two atomic additions), take the interval in force and count in it. The flushing thread puts a fresh interval in
     * force and waits until everyone who may still hold the old one has left. So a batch is exact: its calls, latencies,
     * failures, failed units and trials are those of the same calls, and every call is in exactly one batch. A trial whose
     * call outlasts the interval in which it began is told twice: as begun, and with its end.
     */

    private final LongSupplier nanoTicker;
    private final DropCounters drops;
    private final BreakerTrips trips;
    private final InternalErrorLog mistakes;
    private final OutcomeAggregatorLimits limits;
    private final LongAdder calls = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final WriterReaderPhaser phaser = new WriterReaderPhaser();
    private volatile OutcomeAggregator inForce;

    /// @param mistakes told of outcomes that cannot be summarized
    public OutcomeRecorder(
            LongSupplier nanoTicker,
            DropCounters drops,
            BreakerTrips trips,
            InternalErrorLog mistakes,
            OutcomeAggregatorLimits limits) {
        this.nanoTicker = nanoTicker;
        this.drops = drops;
        this.trips = trips;
        this.mistakes = mistakes;
        this.limits = limits;
        this.inForce = new OutcomeAggregator(nanoTicker, drops, trips, limits);
    }

    /// Begins a call. Whether it is its unit's trial is settled here, before anyone knows how it ends.
    ///
    /// @return the same, as a trial if it is one
    public CallAttribution begins(CallAttribution side, long unit, long nowNanos) {
        TrackedSplit split = side.split();
        if (split == null) {
            return side;
        }
        split.begins(side, unit);
        return split.isWarm(nowNanos) && isTold(side, split, unit, nowNanos) ? split.trialOf(side) : side;
    }

    /*
     * A unit told of again and again passes one set first, that of the round, so that of calls that begin at once one is
     * told.
     */
    private boolean isTold(CallAttribution side, TrackedSplit split, long unit, long now) {
        boolean again = UnitReReportSchedule.isChosen(unit);
        if (again && !split.toldLately().isDue(unit, now)) {
            return false;
        }
        BoundedUnitSet.AddResult answer = split.trialUnits().add(unit);
        if (answer == BoundedUnitSet.AddResult.FULL) {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
            return false;
        }
        boolean first = answer == BoundedUnitSet.AddResult.ADDED;
        return (first || again) && hasRoom(side, unit, first);
    }

    private boolean hasRoom(CallAttribution side, long unit, boolean first) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            return inForce.begin(side, unit, first);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /// Counts a call that succeeded and ended now.
    ///
    /// @param nanos how long it took
    public void succeeded(CallAttribution call, long unit, long nanos, List<MetricReading> readings) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            inForce.count(call, unit, TimeUnit.NANOSECONDS.toMicros(nanos), false, readings);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
        ended(call);
    }

    /// Counts a call that failed and ended now.
    ///
    /// @param beganNanos when it began
    /// @param nanos how long it took
    public void failed(CallAttribution call, long unit, long beganNanos, long nanos, List<MetricReading> readings) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            OutcomeAggregator interval = inForce;
            interval.failedUnit(call, unit, beganNanos);
            interval.count(call, unit, TimeUnit.NANOSECONDS.toMicros(nanos), true, readings);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
        ended(call);
    }

    /* After its outcome is counted: once no call runs, the next batch has the outcomes of all. */
    private void ended(CallAttribution call) {
        TrackedSplit split = call.split();
        if (split != null) {
            split.ends();
        }
        calls.increment();
    }

    /// Counts an event outside any call.
    public void track(CallAttribution side, long unit, String metric) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            inForce.track(side, unit, new MetricReading(metric, true, 0));
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /// Counts one more in each of some reserved metrics.
    ///
    /// @param side of the rollout that it counts for
    public void count(OutcomeKey side, List<String> metrics) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            inForce.count(side, metrics);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /// Counts the late outcome of a call.
    public void settle(SettlementTokenPayload settlement, boolean failed) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            inForce.settle(settlement, failed);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /// Counts what a limit did to a call; the server hears of it where a rollout decided.
    public void limited(OutcomeKey candidate, CandidateLimitEvent event) {
        (event == CandidateLimitEvent.REFUSED ? refused : timedOut).increment();
        if (candidate.split() != null) {
            count(candidate, List.of(event.metric()));
        }
    }

    /// How often a limit did that.
    public long limited(CandidateLimitEvent event) {
        return (event == CandidateLimitEvent.REFUSED ? refused : timedOut).sum();
    }

    /// Everything counted since the last time.
    public List<OutcomeSummary> drain() {
        OutcomeAggregator ended = inForce;
        phaser.readerLock();
        try {
            inForce = new OutcomeAggregator(nanoTicker, drops, trips, limits);
            phaser.flipPhase();
        } finally {
            phaser.readerUnlock();
        }
        return ended.summarize(mistakes);
    }

    public long calls() {
        return calls.sum();
    }
}
