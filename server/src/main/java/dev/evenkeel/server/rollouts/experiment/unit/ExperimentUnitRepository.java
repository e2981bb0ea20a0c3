// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.server.flags.flag.UnitSaltColumnReader;
import dev.evenkeel.server.foundation.database.SqlArrays;
import dev.evenkeel.server.rollouts.evidence.UnitRetention;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentBatchContents.UnitExposure;
import dev.evenkeel.server.rollouts.experiment.unit.ExperimentBatchContents.UnitMetricOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The experiment tables as written during ingestion. Every method runs in the caller's transaction, in one
/// round trip.
@Component
public class ExperimentUnitRepository {
    private final JdbcClient jdbc;

    ExperimentUnitRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the experiments in batches, of any environment, with their ingest settings.
    public List<OpenExperiment> listOpenExperiments(List<OutcomeBatch> batches) {
        return jdbc.sql("""
                        select experiment, i.environment, variants, metrics, window_millis, salt
                        from experiment_ingest_settings i left join unit_salt s on s.owner = i.experiment and s.deleted_at is null
                        where experiment = any(:experiments)
                        """)
                .param(
                        "experiments",
                        batches.stream()
                                .flatMap(batch -> batch.experiments().stream())
                                .map(ExperimentSummary::experiment)
                                .distinct()
                                .toArray(String[]::new))
                .query((row, index) -> new OpenExperiment(
                        new SingleExperimentIngestSettings(
                                row.getString("experiment"),
                                row.getString("environment"),
                                SqlArrays.readTexts(row, "variants"),
                                SqlArrays.readTexts(row, "metrics"),
                                Duration.ofMillis(row.getLong("window_millis"))),
                        UnitSaltColumnReader.read(row)))
                .list();
    }

    /// Inserts exposed units, each once, in a fixed order so that concurrent batches never deadlock, and adds
    /// the number of new ones to the counts.
    public void insertExposures(List<UnitExposure> exposures) {
        if (exposures.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        with fresh as (
                            insert into experiment_unit (experiment, unit, variant, exposed_at, covariate, analyzed)
                            select experiment, unit, variant, exposed_at, covariate, false
                            from unnest(:experiments, :units, :variants, :at::timestamptz[], :covariates::float8[])
                                 as claim (experiment, unit, variant, exposed_at, covariate)
                            order by experiment, unit
                            on conflict do nothing
                            returning experiment, variant)
                        insert into experiment_unit_count (experiment, variant, units)
                        select experiment, variant, count(*) from fresh group by experiment, variant
                        """)
                .param(
                        "experiments",
                        exposures.stream().map(UnitExposure::experiment).toArray(String[]::new))
                .param("units", exposures.stream().map(UnitExposure::unit).toArray(Long[]::new))
                .param("variants", exposures.stream().map(UnitExposure::variant).toArray(Integer[]::new))
                .param(
                        "at",
                        exposures.stream()
                                .map(UnitExposure::at)
                                .map(Instant::toString)
                                .toArray(String[]::new))
                .param(
                        "covariates",
                        exposures.stream()
                                .map(ExperimentUnitRepository::covariate)
                                .toArray(String[]::new))
                .update();
    }

    private static String covariate(UnitExposure exposed) {
        return exposed.covariate() == null ? "NaN" : Double.toString(exposed.covariate());
    }

    /// Inserts outcomes of units.
    public void insertOutcomes(List<UnitMetricOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into experiment_outcome (experiment, unit, metric, occurred_at, events, value_sum)
                        select * from unnest(:experiments, :units, :metrics, :at::timestamptz[], :events,
                                             :totals::float8[])
                        """)
                .param(
                        "experiments",
                        outcomes.stream().map(UnitMetricOutcome::experiment).toArray(String[]::new))
                .param("units", outcomes.stream().map(UnitMetricOutcome::unit).toArray(Long[]::new))
                .param(
                        "metrics",
                        outcomes.stream().map(UnitMetricOutcome::metric).toArray(String[]::new))
                .param(
                        "at",
                        outcomes.stream()
                                .map(UnitMetricOutcome::at)
                                .map(Instant::toString)
                                .toArray(String[]::new))
                .param(
                        "events",
                        outcomes.stream().map(UnitMetricOutcome::events).toArray(Long[]::new))
                .param(
                        "totals",
                        outcomes.stream()
                                .map(UnitMetricOutcome::total)
                                .map(String::valueOf)
                                .toArray(String[]::new))
                .update();
    }

    void insertIngestSettings(SingleExperimentIngestSettings intake) {
        jdbc.sql("""
                        insert into experiment_ingest_settings (experiment, environment, variants, metrics, window_millis)
                        values (:experiment, :environment, :variants, :metrics, :window)
                        """)
                .param("experiment", intake.experiment())
                .param("environment", intake.environment())
                .param("variants", intake.variants().toArray(String[]::new))
                .param("metrics", intake.metrics().toArray(String[]::new))
                .param("window", intake.window().toMillis())
                .update();
    }

    /// Stops ingestion; units are kept until [UnitRetention] deletes them.
    void deleteExperiment(String experiment) {
        for (String table : List.of("experiment_ingest_settings", "experiment_unit_count")) {
            jdbc.sql("delete from " + table + " where experiment = :experiment")
                    .param("experiment", experiment)
                    .update();
        }
        UnitRetention.schedulePurge(jdbc, experiment);
    }
}
