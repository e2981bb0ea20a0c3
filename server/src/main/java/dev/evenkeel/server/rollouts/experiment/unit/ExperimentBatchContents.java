// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import dev.evenkeel.core.wire.ExperimentExposure;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.UnitOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The contents of batches about running experiments. Ignores other experiments, and variants and metrics
/// that the experiments do not have.
///
/// @param exposures at most one per experiment and unit of a batch
/// @param outcomes outcomes of units
public record ExperimentBatchContents(List<UnitExposure> exposures, List<UnitMetricOutcome> outcomes) {
    /* No process keeps a batch for longer; a higher age means that its clock is wrong. */
    private static final Duration OLDEST = Duration.ofHours(1);

    /// A unit that may be new in its experiment.
    public record UnitExposure(
            String experiment,
            long unit,
            int variant,
            Instant at,
            @Nullable Double covariate) {}

    /// The events of a unit.
    public record UnitMetricOutcome(
            String experiment, long unit, String metric, Instant at, long events, double total) {}

    /// @param open experiments of the batch, in the environment of the batch
    public static ExperimentBatchContents of(OutcomeBatch batch, List<OpenExperiment> open, Instant receivedAt) {
        Map<List<Object>, UnitExposure> exposures = new LinkedHashMap<>();
        List<UnitMetricOutcome> outcomes = new ArrayList<>();
        for (ExperimentSummary summary : batch.experiments()) {
            open.stream()
                    .filter(one -> one.settings().experiment().equals(summary.experiment()))
                    .forEach(experiment -> {
                        exposures(summary, experiment, receivedAt)
                                .forEach(one -> exposures.putIfAbsent(List.of(one.experiment(), one.unit()), one));
                        outcomes.addAll(outcomes(summary, experiment, receivedAt));
                    });
        }
        return new ExperimentBatchContents(List.copyOf(exposures.values()), outcomes);
    }

    /// Returns the contents of several batches, in their order.
    public static ExperimentBatchContents merge(List<ExperimentBatchContents> all) {
        return new ExperimentBatchContents(
                all.stream().flatMap(one -> one.exposures().stream()).toList(),
                all.stream().flatMap(one -> one.outcomes().stream()).toList());
    }

    private static List<UnitExposure> exposures(ExperimentSummary summary, OpenExperiment open, Instant receivedAt) {
        SingleExperimentIngestSettings intake = open.settings();
        LongUnaryOperator names = open.unitMapper(summary);
        List<UnitExposure> all = new ArrayList<>();
        for (ExperimentSummary.VariantExposures exposed : summary.exposures()) {
            int variant = intake.variants().indexOf(exposed.variant());
            for (ExperimentExposure unit : variant < 0 ? List.<ExperimentExposure>of() : exposed.units()) {
                Double covariate = Double.isNaN(unit.covariate()) ? null : unit.covariate();
                all.add(new UnitExposure(
                        intake.experiment(),
                        names.applyAsLong(unit.unit()),
                        variant,
                        before(receivedAt, unit.ageMillis()),
                        covariate));
            }
        }
        return all;
    }

    private static List<UnitMetricOutcome> outcomes(
            ExperimentSummary summary, OpenExperiment open, Instant receivedAt) {
        SingleExperimentIngestSettings intake = open.settings();
        LongUnaryOperator names = open.unitMapper(summary);
        List<UnitMetricOutcome> all = new ArrayList<>();
        for (ExperimentSummary.MetricOutcomes measured : summary.outcomes()) {
            boolean asked = intake.metrics().contains(measured.metric());
            for (UnitOutcome unit : asked ? measured.units() : List.<UnitOutcome>of()) {
                all.add(new UnitMetricOutcome(
                        intake.experiment(),
                        names.applyAsLong(unit.unit()),
                        measured.metric(),
                        before(receivedAt, unit.ageMillis()),
                        unit.events(),
                        unit.total()));
            }
        }
        return all;
    }

    private static Instant before(Instant receivedAt, int ageMillis) {
        return receivedAt.minusMillis(Math.min(ageMillis, OLDEST.toMillis()));
    }
}
