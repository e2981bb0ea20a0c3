// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.MetricName;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.Score;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.Trial;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.Drops;
import dev.evenkeel.sdk.internal.diagnostics.Mistakes;
import dev.evenkeel.sdk.internal.tracking.Breaker;
import dev.evenkeel.sdk.internal.tracking.CallKind;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import dev.evenkeel.sdk.internal.tracking.Trips;
import dev.evenkeel.sdk.internal.tracking.UnitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// The outcomes between two batches. Any thread counts; when none does any more, one thread summarizes, and gives
/// units the names that they have outside of this process.
final class Interval {
    /*
     * The server compares the two sides of a split, so whatever does not fit is dropped alike on both: trials when they
     * begin, which is before anyone knows how long they take; failed units, units of metrics and values in the order in
     * which they come; flags, variants and metrics for both sides at once ([OutcomeCells], [OutcomeGroup]).
     */

    private final LongSupplier nanoTicker;
    private final Drops drops;
    private final Trips trips;
    private final IntervalLimits limits;
    private final OutcomeCells cells;
    private final AtomicInteger trialsBegun = new AtomicInteger();
    private final AtomicInteger trialsTaken = new AtomicInteger();
    private final AtomicInteger scoresTaken = new AtomicInteger();
    private final AtomicInteger unitsTaken = new AtomicInteger();

    Interval(LongSupplier nanoTicker, Drops drops, Trips trips, IntervalLimits limits) {
        this.nanoTicker = nanoTicker;
        this.drops = drops;
        this.trips = trips;
        this.limits = limits;
        this.cells = new OutcomeCells(limits);
    }

    /// Counts a call that ended now; the unit of one that failed is noted by [#failedUnit].
    void count(CallKind call, long unit, long micros, boolean failed, List<Reading> readings) {
        OutcomeCell cell = cells.of(call);
        if (cell == null) {
            drops.add(DropCause.TOO_MANY_VARIANTS, 1);
            return;
        }
        int bin = LatencyBins.binOf(micros);
        cell.call(bin);
        if (failed) {
            cell.failure();
        }
        boolean told = call.trial() && trial(cell, new Trial(unit, failed, bin));
        if (!readings.isEmpty()) {
            readings.forEach(reading -> read(cell, call, unit, reading, told));
        }
    }

    /// Takes room for a trial that begins now.
    ///
    /// @param first whether it is the unit's first; others are told with their end alone
    /// @return false when there is none, so that the call must not be a trial
    boolean begin(CallKind side, long unit, boolean first) {
        OutcomeCell cell = trialsBegun.getAndIncrement() < limits.trials() ? cells.of(side) : null;
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
    void track(CallKind side, long unit, Reading event) {
        OutcomeCell cell = cells.of(side);
        if (cell == null) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        } else {
            read(cell, side, unit, event, false);
        }
    }

    /// Notes the unit of a call that failed and ended now.
    ///
    /// @param beganNanos when the call began
    void failedUnit(CallKind call, long unit, long beganNanos) {
        OutcomeCell cell = cells.of(call);
        TrackedSplit split = call.split();
        SplitKey key = call.key().split();
        if (cell != null
                && split != null
                && key != null
                && first(split.units().failed(), unit, cell.failedUnits(), DropCause.TOO_MANY_FAILED_UNITS)) {
            Breaker.Trip trip = split.unitFailed(key.role(), beganNanos);
            if (trip != null) {
                trips.add(call.key().flag(), split.rollout(), trip);
            }
        }
    }

    /// Counts one more in each of some metrics, beside any call.
    void count(OutcomeKey side, List<String> metrics) {
        OutcomeCell cell = cells.of(side);
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
        OutcomeCell cell = cells.of(settlement.key());
        MetricCell counts = cell == null ? null : cell.metric(MetricName.SETTLEMENT_FAILED);
        if (counts != null && unitsTaken.getAndIncrement() < limits.failedUnits()) {
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
                unitsTaken.getAndIncrement() < limits.failedUnits() ? known.add(unit) : UnitSet.Answer.FULL;
        if (answer == UnitSet.Answer.ADDED) {
            firsts.add(new FirstTime(unit, nanoTicker.getAsLong()));
        } else if (answer == UnitSet.Answer.FULL) {
            drops.add(whenFull, 1);
        }
        return answer == UnitSet.Answer.ADDED;
    }

    /// @return whether there was room; there mostly is, as there was when it began
    private boolean trial(OutcomeCell cell, Trial trial) {
        boolean fits = trialsTaken.getAndIncrement() < limits.trials();
        if (fits) {
            cell.trials().add(trial);
        } else {
            drops.add(DropCause.TOO_MANY_TRIALS, 1);
        }
        return fits;
    }

    /// @param told whether the call is told of by itself, as a trial
    private void read(OutcomeCell cell, CallKind call, long unit, Reading reading, boolean told) {
        TrackedSplit split = call.split();
        MetricCell counts = cell.metric(reading.metric());
        UnitSet known = split == null ? null : split.units().of(reading.metric());
        if (counts == null || known == null) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        } else if (reading.event()) {
            counts.event();
            first(known, unit, counts.units(), DropCause.TOO_MANY_METRIC_UNITS);
        } else if (call.trial()) {
            score(counts, new Score(unit, reading.value()), told);
        }
    }

    /* A score says something beside its trial only. */
    private void score(MetricCell counts, Score score, boolean told) {
        if (told && scoresTaken.getAndIncrement() < limits.scores()) {
            counts.scores().add(score);
        } else {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        }
    }

    /// One summary for each key that had calls, or trials that began.
    List<OutcomeSummary> summarize(Mistakes mistakes) {
        return cells.summarize(nanoTicker.getAsLong(), drops, mistakes);
    }
}
