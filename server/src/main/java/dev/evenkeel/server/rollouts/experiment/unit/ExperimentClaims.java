// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.Exposure;
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

/// What one batch says about running experiments. What it says of others, or of variants and metrics
/// that they do not have, is left out.
///
/// @param exposures one for each unit of an experiment
/// @param outcomes what happened to units
public record ExperimentClaims(List<Exposed> exposures, List<Measured> outcomes) {
    /* No process keeps a batch for longer: whoever says so has a wrong clock. */
    private static final Duration OLDEST = Duration.ofHours(1);

    /// A unit that may be new to its experiment.
    public record Exposed(
            String experiment,
            long unit,
            int variant,
            Instant at,
            @Nullable Double covariate) {}

    /// Events of a unit.
    public record Measured(String experiment, long unit, String metric, Instant at, long events, double total) {}

    /// @param open the batch's experiments, in the environment of the batch
    public static ExperimentClaims of(OutcomeBatch batch, List<OpenExperiment> open, Instant receivedAt) {
        Map<List<Object>, Exposed> exposures = new LinkedHashMap<>();
        List<Measured> outcomes = new ArrayList<>();
        for (ExperimentSummary summary : batch.experiments()) {
            open.stream()
                    .filter(one -> one.intake().experiment().equals(summary.experiment()))
                    .forEach(experiment -> {
                        exposures(summary, experiment, receivedAt)
                                .forEach(one -> exposures.putIfAbsent(List.of(one.experiment(), one.unit()), one));
                        outcomes.addAll(outcomes(summary, experiment, receivedAt));
                    });
        }
        return new ExperimentClaims(List.copyOf(exposures.values()), outcomes);
    }

    private static List<Exposed> exposures(ExperimentSummary summary, OpenExperiment open, Instant receivedAt) {
        ExperimentIntake intake = open.intake();
        LongUnaryOperator names = open.names(summary);
        List<Exposed> all = new ArrayList<>();
        for (ExperimentSummary.Exposed exposed : summary.exposures()) {
            int variant = intake.variants().indexOf(exposed.variant());
            for (Exposure unit : variant < 0 ? List.<Exposure>of() : exposed.units()) {
                Double covariate = Double.isNaN(unit.covariate()) ? null : unit.covariate();
                all.add(new Exposed(
                        intake.experiment(),
                        names.applyAsLong(unit.unit()),
                        variant,
                        before(receivedAt, unit.ageMillis()),
                        covariate));
            }
        }
        return all;
    }

    private static List<Measured> outcomes(ExperimentSummary summary, OpenExperiment open, Instant receivedAt) {
        ExperimentIntake intake = open.intake();
        LongUnaryOperator names = open.names(summary);
        List<Measured> all = new ArrayList<>();
        for (ExperimentSummary.Measured measured : summary.outcomes()) {
            boolean asked = intake.metrics().contains(measured.metric());
            for (UnitOutcome unit : asked ? measured.units() : List.<UnitOutcome>of()) {
                all.add(new Measured(
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
