// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.tracking.TrackedExperiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A recorder of experiment data since the last batch: exposures and outcomes of units. Memory is bounded by
/// the protocol's limits. Thread-safe; a record takes a short lock, an exposure only for the first time.
public final class ExperimentRecorder {
    private final LongSupplier nanoTicker;
    private final DropCounters drops;
    private Map<String, SingleExperimentBuffer> noted = new LinkedHashMap<>();
    private int exposures;
    private int outcomes;

    public ExperimentRecorder(LongSupplier nanoTicker, DropCounters drops) {
        this.nanoTicker = nanoTicker;
        this.drops = drops;
    }

    /// Records the exposure of a unit to a variant, unless it was already reported. One that does not fit is
    /// not remembered, so that the unit's next evaluation reports it.
    public void recordExposure(TrackedExperiment experiment, String variant, long unit, double covariate) {
        if (!experiment.reportedUnits().contains(unit)) {
            addExposure(experiment, variant, unit, covariate);
        }
    }

    private synchronized void addExposure(TrackedExperiment experiment, String variant, long unit, double covariate) {
        if (experiment.reportedUnits().contains(unit)) {
            return;
        }
        if (exposures >= OutcomeBatch.MAX_EXPOSURES || !hasRoom(experiment)) {
            drops.add(DropCause.TOO_MANY_EXPOSURES, 1);
            return;
        }
        experiment.reportedUnits().add(unit);
        exposures++;
        pendingData(experiment)
                .exposures
                .computeIfAbsent(variant, ignored -> new ArrayList<>())
                .add(new RecordedExposure(unit, nanoTicker.getAsLong(), covariate));
    }

    /// Records an event of a unit.
    public synchronized void recordEvent(TrackedExperiment experiment, String metric, long unit, double value) {
        if (!hasRoom(experiment)) {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
            return;
        }
        Map<Long, UnitOutcomeSum> sums =
                pendingData(experiment).outcomes.computeIfAbsent(metric, ignored -> new LinkedHashMap<>());
        UnitOutcomeSum sum = sums.get(unit);
        if (sum != null) {
            sum.add(value);
        } else if (outcomes < OutcomeBatch.MAX_OUTCOMES) {
            outcomes++;
            sums.put(unit, new UnitOutcomeSum(nanoTicker.getAsLong(), value));
        } else {
            drops.add(DropCause.TOO_MANY_METRIC_VALUES, 1);
        }
    }

    private boolean hasRoom(TrackedExperiment experiment) {
        return noted.size() < OutcomeBatch.MAX_EXPERIMENTS || noted.containsKey(experiment.id());
    }

    private SingleExperimentBuffer pendingData(TrackedExperiment experiment) {
        return noted.computeIfAbsent(experiment.id(), ignored -> new SingleExperimentBuffer(experiment.salt()));
    }

    /// Removes and returns all data recorded since the last call.
    public List<ExperimentSummary> drain() {
        Map<String, SingleExperimentBuffer> ended = drainPending();
        long now = nanoTicker.getAsLong();
        return ended.entrySet().stream()
                .map(entry -> entry.getValue().toSummary(entry.getKey(), now))
                .toList();
    }

    private synchronized Map<String, SingleExperimentBuffer> drainPending() {
        Map<String, SingleExperimentBuffer> ended = noted;
        noted = new LinkedHashMap<>();
        exposures = 0;
        outcomes = 0;
        return ended;
    }

    private static int age(long nanos, long now) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, TimeUnit.NANOSECONDS.toMillis(now - nanos)));
    }

    private record RecordedExposure(long unit, long nanos, double covariate) {
        ExperimentExposure toExposure(long now, LongUnaryOperator names) {
            return new ExperimentExposure(names.applyAsLong(unit), age(nanos, now), covariate);
        }
    }

    private static final class UnitOutcomeSum {
        private final long nanos;
        private int events = 1;
        private double total;

        UnitOutcomeSum(long nanos, double value) {
            this.nanos = nanos;
            this.total = value;
        }

        void add(double value) {
            events = (int) Math.min(OutcomeBatch.MAX_CALLS, events + 1L);
            total = Math.min(UnitOutcome.MAX_TOTAL, Math.max(-UnitOutcome.MAX_TOTAL, total + value));
        }

        UnitOutcome toOutcome(long unit, long now) {
            return new UnitOutcome(unit, age(nanos, now), events, total);
        }
    }

    private static final class SingleExperimentBuffer {
        private final Map<String, List<RecordedExposure>> exposures = new LinkedHashMap<>();
        private final Map<String, Map<Long, UnitOutcomeSum>> outcomes = new LinkedHashMap<>();
        private final @Nullable UnitSalt salt;

        SingleExperimentBuffer(@Nullable UnitSalt salt) {
            this.salt = salt;
        }

        /* Units are pseudonymized here. */
        ExperimentSummary toSummary(String experiment, long now) {
            LongUnaryOperator names = salt == null ? LongUnaryOperator.identity() : salt.createUnitHasher();
            List<ExperimentSummary.VariantExposures> exposed = new ArrayList<>();
            exposures.forEach((variant, units) -> exposed.add(new ExperimentSummary.VariantExposures(
                    variant,
                    units.stream().map(seen -> seen.toExposure(now, names)).toList())));
            List<ExperimentSummary.MetricOutcomes> measured = new ArrayList<>();
            outcomes.forEach((metric, units) -> measured.add(new ExperimentSummary.MetricOutcomes(
                    metric,
                    units.entrySet().stream()
                            .map(entry -> entry.getValue().toOutcome(names.applyAsLong(entry.getKey()), now))
                            .toList())));
            return new ExperimentSummary(experiment, exposed, measured, salt != null);
        }
    }
}
