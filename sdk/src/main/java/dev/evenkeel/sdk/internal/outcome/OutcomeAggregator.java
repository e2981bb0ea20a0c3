// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.TrialScore;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorLog;
import dev.evenkeel.sdk.internal.tracking.BoundedUnitSet;
import dev.evenkeel.sdk.internal.tracking.BreakerTrips;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.CandidateBreaker;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// The outcomes between two batches. Any thread counts; when none does any more, one thread summarizes, and
/// gives units the names that they have outside of this process.
final class OutcomeAggregator {
    /*
     * The server compares the two sides of a split, so whatever does not fit is dropped alike on both: trials when they
     * begin, which is before anyone knows how long they take; failed units, units of metrics and values in the order in
     * which they come; flags, variants and metrics for both sides at once ([OutcomeAccumulatorRegistry], [OutcomeComparisonGroup]).
     */

    private final LongSupplier nanoTicker;
    private final DropCounters drops;
    private final BreakerTrips trips;
    private final OutcomeAggregatorLimits limits;
    private final OutcomeAccumulatorRegistry cells;
    private final AtomicInteger trialsBegun = new AtomicInteger();
    private final AtomicInteger trialsTaken = new AtomicInteger();
    private final AtomicInteger scoresTaken = new AtomicInteger();
    private final AtomicInteger unitsTaken = new AtomicInteger();

    OutcomeAggregator(LongSupplier nanoTicker, DropCounters drops, BreakerTrips trips, OutcomeAggregatorLimits limits) {
        this.nanoTicker = nanoTicker;
        this.drops = drops;
        this.trips = trips;
        this.limits = limits;
        this.cells = new OutcomeAccumulatorRegistry(limits);
    }

    /// Counts a call that ended now; the unit of one that failed is noted by [#failedUnit].
    void count(CallAttribution call, long unit, long micros, boolean failed, List<MetricReading> readings) {
        OutcomeAccumulator cell = cells.of(call);
        if (cell == null) {
            drops.add(DropCause.TOO_MANY_VARIANTS, 1);
            return;
        }
        int bin = LatencyBins.binOf(micros);
        cell.call(bin);
        if (failed) {
            cell.failure();
        }
        boolean told = call.trial() && trial(cell, new UnitTrial(unit, failed, bin));
        if (!readings.isEmpty()) {
            readings.forEach(reading -> read(cell, call, unit, reading, told));
        }
    }

    /// Takes room for a trial that begins now.
    ///
    /// @param first whether it is the unit's first; others are told with their end alone
    /// @return false when there is none, so that the call must not be a trial
    boolean begin(CallAttribution side, long unit, boolean first) {
        OutcomeAccumulator cell = trialsBegun.getAndIncrement() < limits.trials() ? cells.of(side) : null;
        if (cell == null) {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
            return false;
        }
        if (first) {
            cell.begun().add(unit);
        }
        return true;
    }

    /// Counts an event outside any call.
    void track(CallAttribution side, long unit, MetricReading event) {
        OutcomeAccumulator cell = cells.of(side);
        if (cell == null) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        } else {
            read(cell, side, unit, event, false);
        }
    }

    /// Notes the unit of a call that failed and ended now.
    ///
    /// @param beganNanos when the call began
    void failedUnit(CallAttribution call, long unit, long beganNanos) {
        OutcomeAccumulator cell = cells.of(call);
        TrackedSplit split = call.split();
        SplitKey key = call.key().split();
        if (cell != null
                && split != null
                && key != null
                && first(split.units().failed(), unit, cell.failedUnits(), DropCause.TOO_MANY_FAILED_UNITS)) {
            CandidateBreaker.Trip trip = split.unitFailed(key.role(), beganNanos);
            if (trip != null) {
                trips.add(call.key().flag(), split.rollout(), trip);
            }
        }
    }

    /// Counts one more in each of some metrics, beside any call.
    void count(OutcomeKey side, List<String> metrics) {
        OutcomeAccumulator cell = cells.of(side);
        for (String metric : metrics) {
            MetricAccumulator counts = cell == null ? null : cell.metric(metric);
            if (counts == null) {
                drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
            } else {
                counts.event();
            }
        }
    }

    /// Counts the late outcome of a call. Whether the unit failed before is for the server to know: this
    /// process may never have heard of the rollout.
    void settle(SettlementTokenPayload settlement, boolean failed) {
        count(settlement.key(), List.of(MetricNames.SETTLEMENT_SETTLED));
        if (failed) {
            count(settlement.key(), List.of(MetricNames.SETTLEMENT_FAILED));
            lateFailure(settlement);
        }
    }

    private void lateFailure(SettlementTokenPayload settlement) {
        OutcomeAccumulator cell = cells.of(settlement.key());
        MetricAccumulator counts = cell == null ? null : cell.metric(MetricNames.SETTLEMENT_FAILED);
        if (counts != null && unitsTaken.getAndIncrement() < limits.failedUnits()) {
            counts.units().add(new FirstOccurrence(settlement.unit(), nanoTicker.getAsLong()));
        } else {
            drops.add(DropCause.TOO_MANY_FAILED_UNITS, 1);
        }
    }

    /// @return whether this is the unit's first time
    private boolean first(BoundedUnitSet known, long unit, Queue<FirstOccurrence> firsts, DropCause whenFull) {
        if (known.contains(unit)) {
            return false;
        }
        BoundedUnitSet.AddResult answer =
                unitsTaken.getAndIncrement() < limits.failedUnits() ? known.add(unit) : BoundedUnitSet.AddResult.FULL;
        if (answer == BoundedUnitSet.AddResult.ADDED) {
            firsts.add(new FirstOccurrence(unit, nanoTicker.getAsLong()));
        } else if (answer == BoundedUnitSet.AddResult.FULL) {
            drops.add(whenFull, 1);
        }
        return answer == BoundedUnitSet.AddResult.ADDED;
    }

    /// @return whether there was room; there mostly is, as there was when it began
    private boolean trial(OutcomeAccumulator cell, UnitTrial trial) {
        boolean fits = trialsTaken.getAndIncrement() < limits.trials();
        if (fits) {
            cell.trials().add(trial);
        } else {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
        }
        return fits;
    }

    /// @param told whether the call is told of by itself, as a trial
    private void read(OutcomeAccumulator cell, CallAttribution call, long unit, MetricReading reading, boolean told) {
        TrackedSplit split = call.split();
        MetricAccumulator counts = cell.metric(reading.metric());
        BoundedUnitSet known = split == null ? null : split.units().of(reading.metric());
        if (counts == null || known == null) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        } else if (reading.event()) {
            counts.event();
            first(known, unit, counts.units(), DropCause.TOO_MANY_METRIC_UNITS);
        } else if (call.trial()) {
            score(counts, new TrialScore(unit, reading.value()), told);
        }
    }

    /* A score says something beside its trial only. */
    private void score(MetricAccumulator counts, TrialScore score, boolean told) {
        if (told && scoresTaken.getAndIncrement() < limits.scores()) {
            counts.scores().add(score);
        } else {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        }
    }

    /// One summary for each key that had calls, or trials that began.
    List<OutcomeSummary> summarize(InternalErrorLog mistakes) {
        return cells.summarize(nanoTicker.getAsLong(), drops, mistakes);
    }
}
