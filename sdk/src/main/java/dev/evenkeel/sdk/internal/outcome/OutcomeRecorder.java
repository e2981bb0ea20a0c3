// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import dev.evenkeel.sdk.internal.tracking.BoundedUnitSet;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import dev.evenkeel.sdk.internal.tracking.TrippedBreakerRegistry;
import dev.evenkeel.sdk.internal.tracking.UnitReReportSchedule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.WriterReaderPhaser;

/// The recorder of call outcomes. Callers never wait while a batch is created; memory is bounded by the
/// protocol's limits. Any thread records; [#drain] is for one thread at a time.
public final class OutcomeRecorder {
    /*
     * Double buffering with two aggregators: recording threads enter the phaser (HdrHistogram's WriterReaderPhaser,
     * two atomic additions), read the active aggregator and count in it. The flushing thread activates a new one and
     * waits until all threads that may still use the old one have left. So a batch is exact: its calls, latencies,
     * failures, failed units and trials are those of the same calls, and every call is in exactly one batch. A trial
     * whose call outlasts the interval in which it began is reported twice: as begun, and with its end.
     */

    private final LongSupplier nanoTicker;
    private final DropCounters drops;
    private final TrippedBreakerRegistry trips;
    private final InternalErrorCounter errorLog;
    private final OutcomeAggregatorLimits limits;
    private final LongAdder calls = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final WriterReaderPhaser phaser = new WriterReaderPhaser();
    private volatile OutcomeAggregator inForce;

    /// @param errorLog receives outcomes that cannot be summarized
    public OutcomeRecorder(
            LongSupplier nanoTicker,
            DropCounters drops,
            TrippedBreakerRegistry trips,
            InternalErrorCounter errorLog,
            OutcomeAggregatorLimits limits) {
        this.nanoTicker = nanoTicker;
        this.drops = drops;
        this.trips = trips;
        this.errorLog = errorLog;
        this.limits = limits;
        this.inForce = new OutcomeAggregator(nanoTicker, drops, trips, limits);
    }

    /// Begins a call. Determines whether it is its unit's trial, before its outcome is known.
    ///
    /// @return the same attribution, as a trial if it is one
    public CallAttribution beginCall(CallAttribution attribution, long unit, long nowNanos) {
        TrackedSplit split = attribution.split();
        if (split == null) {
            return attribution;
        }
        split.beginCall(attribution, unit);
        return split.isWarm(nowNanos) && reserveReport(attribution, split, unit, nowNanos)
                ? split.trialAttribution(attribution)
                : attribution;
    }

    /*
     * A unit that is reported repeatedly is checked against the set of the round first, so that of concurrent calls
     * only one is reported.
     */
    private boolean reserveReport(CallAttribution attribution, TrackedSplit split, long unit, long now) {
        boolean again = UnitReReportSchedule.isReReported(unit);
        if (again && !split.reportSchedule().claimIfDue(unit, now)) {
            return false;
        }
        BoundedUnitSet.AddResult addResult = split.trialUnits().add(unit);
        if (addResult == BoundedUnitSet.AddResult.FULL) {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
            return false;
        }
        boolean first = addResult == BoundedUnitSet.AddResult.ADDED;
        return (first || again) && reserveTrial(attribution, unit, first);
    }

    private boolean reserveTrial(CallAttribution attribution, long unit, boolean first) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            return inForce.reserveTrial(attribution, unit, first);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /// Records a call that succeeded and ended now.
    ///
    /// @param nanos duration
    public void recordSuccess(CallAttribution call, long unit, long nanos, List<MetricReading> readings) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            inForce.recordCall(call, unit, TimeUnit.NANOSECONDS.toMicros(nanos), false, readings);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
        endCall(call);
    }

    /// Records a call that failed and ended now.
    ///
    /// @param beganNanos start of the call
    /// @param nanos duration
    public void recordFailure(
            CallAttribution call, long unit, long beganNanos, long nanos, List<MetricReading> readings) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            OutcomeAggregator interval = inForce;
            interval.recordFailedUnit(call, unit, beganNanos);
            interval.recordCall(call, unit, TimeUnit.NANOSECONDS.toMicros(nanos), true, readings);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
        endCall(call);
    }

    /* After its outcome is counted: once no call is running, the next batch contains the outcomes of all. */
    private void endCall(CallAttribution call) {
        TrackedSplit split = call.split();
        if (split != null) {
            split.endCall();
        }
        calls.increment();
    }

    /// Counts an event outside any call.
    public void recordEvent(CallAttribution attribution, long unit, String metric) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            inForce.recordEvent(attribution, unit, new MetricReading(metric, true, 0));
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /// Increments some reserved metrics.
    ///
    /// @param side side of the rollout for which it counts
    public void incrementMetrics(OutcomeKey side, List<String> metrics) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            inForce.incrementMetrics(side, metrics);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /// Records the late outcome of a call.
    public void recordSettlement(SettlementTokenPayload settlement, boolean failed) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            inForce.recordSettlement(settlement, failed);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /// Counts the effect of a limit on a call; reported to the server where a rollout decided.
    public void recordLimit(OutcomeKey candidate, CandidateLimitEvent event) {
        (event == CandidateLimitEvent.REFUSED ? refused : timedOut).increment();
        if (candidate.split() != null) {
            incrementMetrics(candidate, List.of(event.metric()));
        }
    }

    /// Returns the number of such effects.
    public long limitCount(CandidateLimitEvent event) {
        return (event == CandidateLimitEvent.REFUSED ? refused : timedOut).sum();
    }

    /// Removes and returns all outcomes counted since the last call.
    public List<OutcomeSummary> drain() {
        OutcomeAggregator ended = inForce;
        phaser.readerLock();
        try {
            inForce = new OutcomeAggregator(nanoTicker, drops, trips, limits);
            phaser.flipPhase();
        } finally {
            phaser.readerUnlock();
        }
        return ended.summarize(errorLog);
    }

    public long calls() {
        return calls.sum();
    }
}
