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
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import dev.evenkeel.sdk.internal.tracking.BoundedUnitSet;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.CandidateBreaker;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import dev.evenkeel.sdk.internal.tracking.TrippedBreakerRegistry;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// The outcomes between two batches. Any thread counts; after counting has ended, one thread summarizes and
/// pseudonymizes units.
final class OutcomeAggregator {
    /*
     * The server compares the two sides of a split, so drops must affect both alike: trials are dropped when they
     * begin, before their duration is known; failed units, units of metrics and values in order of arrival; flags,
     * variants and metrics for both sides at once ([OutcomeAccumulatorRegistry], [ComparedOutcomeAccumulators]).
     */

    private final LongSupplier nanoTicker;
    private final DropCounters drops;
    private final TrippedBreakerRegistry trips;
    private final OutcomeAggregatorLimits limits;
    private final OutcomeAccumulatorRegistry cells;
    private final AtomicInteger trialsBegun = new AtomicInteger();
    private final AtomicInteger trialsTaken = new AtomicInteger();
    private final AtomicInteger scoresTaken = new AtomicInteger();
    private final AtomicInteger unitsTaken = new AtomicInteger();

    OutcomeAggregator(
            LongSupplier nanoTicker, DropCounters drops, TrippedBreakerRegistry trips, OutcomeAggregatorLimits limits) {
        this.nanoTicker = nanoTicker;
        this.drops = drops;
        this.trips = trips;
        this.limits = limits;
        this.cells = new OutcomeAccumulatorRegistry(limits);
    }

    /// Counts a call that ended now; [#recordFailedUnit] records the unit of a failed one.
    void recordCall(CallAttribution call, long unit, long micros, boolean failed, List<MetricReading> readings) {
        VariantOutcomeAccumulator accumulator = cells.findOrCreate(call);
        if (accumulator == null) {
            drops.add(DropCause.TOO_MANY_VARIANTS, 1);
            return;
        }
        int bin = LatencyBins.binOf(micros);
        accumulator.recordCall(bin);
        if (failed) {
            accumulator.recordFailure();
        }
        boolean told = call.trial() && addTrial(accumulator, new UnitTrial(unit, failed, bin));
        if (!readings.isEmpty()) {
            readings.forEach(metricReading -> addReading(accumulator, call, unit, metricReading, told));
        }
    }

    /// Reserves room for a trial that begins now.
    ///
    /// @param first whether it is the unit's first; others are reported at their end only
    /// @return false when there is none, so that the call must not be a trial
    boolean reserveTrial(CallAttribution attribution, long unit, boolean first) {
        VariantOutcomeAccumulator accumulator =
                trialsBegun.getAndIncrement() < limits.trials() ? cells.findOrCreate(attribution) : null;
        if (accumulator == null) {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
            return false;
        }
        if (first) {
            accumulator.startedUnits().add(unit);
        }
        return true;
    }

    /// Counts an event outside any call.
    void recordEvent(CallAttribution attribution, long unit, MetricReading event) {
        VariantOutcomeAccumulator accumulator = cells.findOrCreate(attribution);
        if (accumulator == null) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        } else {
            addReading(accumulator, attribution, unit, event, false);
        }
    }

    /// Records the unit of a call that failed and ended now.
    ///
    /// @param beganNanos start of the call
    void recordFailedUnit(CallAttribution call, long unit, long beganNanos) {
        VariantOutcomeAccumulator accumulator = cells.findOrCreate(call);
        TrackedSplit split = call.split();
        SplitKey key = call.key().split();
        if (accumulator != null
                && split != null
                && key != null
                && addFirstOccurrence(
                        split.units().failedUnits(),
                        unit,
                        accumulator.failedUnits(),
                        DropCause.TOO_MANY_FAILED_UNITS)) {
            CandidateBreaker.Trip trip = split.recordUnitFailure(key.role(), beganNanos);
            if (trip != null) {
                trips.add(call.key().flag(), split.rollout(), trip);
            }
        }
    }

    /// Increments some metrics, outside any call.
    void incrementMetrics(OutcomeKey side, List<String> metrics) {
        VariantOutcomeAccumulator accumulator = cells.findOrCreate(side);
        for (String metric : metrics) {
            MetricAccumulator counts = accumulator == null ? null : accumulator.metric(metric);
            if (counts == null) {
                drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
            } else {
                counts.recordEvent();
            }
        }
    }

    /// Counts the late outcome of a call. The server determines whether the unit failed before: this process
    /// may not know the rollout.
    void recordSettlement(SettlementTokenPayload settlement, boolean failed) {
        incrementMetrics(settlement.key(), List.of(MetricNames.SETTLEMENT_SETTLED));
        if (failed) {
            incrementMetrics(settlement.key(), List.of(MetricNames.SETTLEMENT_FAILED));
            recordLateFailure(settlement);
        }
    }

    private void recordLateFailure(SettlementTokenPayload settlement) {
        VariantOutcomeAccumulator accumulator = cells.findOrCreate(settlement.key());
        MetricAccumulator counts = accumulator == null ? null : accumulator.metric(MetricNames.SETTLEMENT_FAILED);
        if (counts != null && unitsTaken.getAndIncrement() < limits.failedUnits()) {
            counts.units().add(new RecordedUnitFirstEvent(settlement.unit(), nanoTicker.getAsLong()));
        } else {
            drops.add(DropCause.TOO_MANY_FAILED_UNITS, 1);
        }
    }

    /// @return whether this is the unit's first time
    private boolean addFirstOccurrence(
            BoundedUnitSet known, long unit, Queue<RecordedUnitFirstEvent> firsts, DropCause whenFull) {
        if (known.contains(unit)) {
            return false;
        }
        BoundedUnitSet.AddResult addResult =
                unitsTaken.getAndIncrement() < limits.failedUnits() ? known.add(unit) : BoundedUnitSet.AddResult.FULL;
        if (addResult == BoundedUnitSet.AddResult.ADDED) {
            firsts.add(new RecordedUnitFirstEvent(unit, nanoTicker.getAsLong()));
        } else if (addResult == BoundedUnitSet.AddResult.FULL) {
            drops.add(whenFull, 1);
        }
        return addResult == BoundedUnitSet.AddResult.ADDED;
    }

    /// @return whether there was room; usually true, because room was reserved when it began
    private boolean addTrial(VariantOutcomeAccumulator accumulator, UnitTrial trial) {
        boolean fits = trialsTaken.getAndIncrement() < limits.trials();
        if (fits) {
            accumulator.trials().add(trial);
        } else {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
        }
        return fits;
    }

    /// @param told whether the call is reported as a trial
    private void addReading(
            VariantOutcomeAccumulator accumulator,
            CallAttribution call,
            long unit,
            MetricReading metricReading,
            boolean told) {
        TrackedSplit split = call.split();
        MetricAccumulator counts = accumulator.metric(metricReading.metric());
        BoundedUnitSet known = split == null ? null : split.units().unitsForMetric(metricReading.metric());
        if (counts == null || known == null) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        } else if (metricReading.event()) {
            counts.recordEvent();
            addFirstOccurrence(known, unit, counts.units(), DropCause.TOO_MANY_METRIC_UNITS);
        } else if (call.trial()) {
            addScore(counts, new TrialScore(unit, metricReading.value()), told);
        }
    }

    /* A score is meaningful only together with its trial. */
    private void addScore(MetricAccumulator counts, TrialScore score, boolean told) {
        if (told && scoresTaken.getAndIncrement() < limits.scores()) {
            counts.scores().add(score);
        } else {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        }
    }

    /// Returns one summary for each key with calls, or with trials that began.
    List<OutcomeSummary> summarize(InternalErrorCounter errorLog) {
        return cells.summarize(nanoTicker.getAsLong(), drops, errorLog);
    }
}
