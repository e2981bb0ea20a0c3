// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The experiment tables as read by the evaluation.
@Component
class UnanalyzedExperimentUnitRepository {
    private final JdbcClient jdbc;

    UnanalyzedExperimentUnitRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record UnanalyzedUnit(long unit, int variant, double covariate) {}

    /// Removes and returns the counts of new exposures.
    ///
    /// @param variants number of variants of the experiment
    long[] consumeExposureCounts(String experiment, int variants) {
        long[] counts = new long[variants];
        jdbc.sql("delete from experiment_unit_count where experiment = :experiment returning variant, units")
                .param("experiment", experiment)
                .query((ResultSet row) -> {
                    counts[row.getInt("variant")] += row.getLong("units");
                });
        return counts;
    }

    /// Returns units that were exposed before an instant and have not been analysed, in order of exposure, with
    /// their outcomes within the window. Includes events up to five seconds before the exposure, because clocks
    /// and networks are inexact; earlier events affect all variants equally.
    List<ExperimentUnit> listClosed(String experiment, Instant exposedBefore, int limit) {
        List<UnanalyzedUnit> units = jdbc.sql("""
                        select unit, variant, covariate from experiment_unit
                        where experiment = :experiment and not analyzed and exposed_at < :before
                        order by exposed_at, unit limit :limit
                        """)
                .param("experiment", experiment)
                .param("before", exposedBefore)
                .param("limit", limit)
                .query(RecordRowMapper.of(UnanalyzedUnit.class))
                .list();
        Map<Long, Map<String, ExperimentUnit.Sum>> happened = loadOutcomes(experiment, units);
        return units.stream()
                .map(open -> new ExperimentUnit(
                        open.unit(), open.variant(), open.covariate(), happened.getOrDefault(open.unit(), Map.of())))
                .toList();
    }

    private Map<Long, Map<String, ExperimentUnit.Sum>> loadOutcomes(String experiment, List<UnanalyzedUnit> units) {
        Map<Long, Map<String, ExperimentUnit.Sum>> happened = new HashMap<>();
        jdbc.sql("""
                        select o.unit, o.metric, sum(o.events) as events, sum(o.value_sum) as value_sum
                        from experiment_ingest_settings i
                             join experiment_unit u on u.experiment = i.experiment
                             join experiment_outcome o on o.experiment = u.experiment and o.unit = u.unit
                        where i.experiment = :experiment and u.unit = any(:units)
                          and o.occurred_at >= u.exposed_at - interval '5 seconds'
                          and o.occurred_at < u.exposed_at + i.window_millis * interval '1 millisecond'
                        group by o.unit, o.metric
                        """)
                .param("experiment", experiment)
                .param("units", units.stream().map(UnanalyzedUnit::unit).toArray(Long[]::new))
                .query((ResultSet row) -> {
                    happened.computeIfAbsent(row.getLong("unit"), ignored -> new HashMap<>())
                            .put(
                                    row.getString("metric"),
                                    new ExperimentUnit.Sum(row.getLong("events"), row.getDouble("value_sum")));
                });
        return happened;
    }

    /// Marks units as analysed and deletes their outcomes.
    void markAnalyzed(String experiment, List<Long> units) {
        Long[] all = units.toArray(Long[]::new);
        jdbc.sql("update experiment_unit set analyzed = true where experiment = :experiment and unit = any(:units)")
                .param("experiment", experiment)
                .param("units", all)
                .update();
        jdbc.sql("delete from experiment_outcome where experiment = :experiment and unit = any(:units)")
                .param("experiment", experiment)
                .param("units", all)
                .update();
    }

    /// Deletes outcomes that are older than every exposure that is not analysed or may still arrive.
    ///
    /// @param arrived instant before which all exposures have arrived
    void deleteUnusedOutcomes(String experiment, Instant arrived) {
        jdbc.sql("""
                        delete from experiment_outcome
                        where experiment = :experiment and occurred_at < least(:arrived::timestamptz,
                            (select min(exposed_at) from experiment_unit where experiment = :experiment and not analyzed))
                            - interval '5 seconds'
                        """).param("experiment", experiment).param("arrived", arrived).update();
    }
}
