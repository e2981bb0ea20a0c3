// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables of experiments as their readers see them. Every method runs in the caller's transaction.
@Component
class ClosedExperimentUnitRepository {
    private final JdbcClient jdbc;

    ClosedExperimentUnitRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record UnanalysedUnit(long unit, int variant, double covariate) {}

    /// Takes the counts of exposures that were not taken yet.
    ///
    /// @param variants how many the experiment has
    long[] takeExposures(String experiment, int variants) {
        long[] counts = new long[variants];
        jdbc.sql("delete from exposure_count where experiment = :experiment returning variant, units")
                .param("experiment", experiment)
                .query((ResultSet row) -> {
                    counts[row.getInt("variant")] += row.getLong("units");
                });
        return counts;
    }

    /// Units that were exposed before an instant and are not analysed, in the order of their exposure,
    /// with what happened to them in their window. Events up to five seconds before the exposure count
    /// too: clocks and networks are not exact, and what happened before says the same of every variant.
    List<ExperimentUnit> closed(String experiment, Instant exposedBefore, int limit) {
        List<UnanalysedUnit> units = jdbc.sql("""
                        select unit, variant, covariate from exposed_unit
                        where experiment = :experiment and not analysed and exposed_at < :before
                        order by exposed_at, unit limit :limit
                        """)
                .param("experiment", experiment)
                .param("before", Timestamp.from(exposedBefore))
                .param("limit", limit)
                .query((row, index) ->
                        new UnanalysedUnit(row.getLong("unit"), row.getInt("variant"), row.getDouble("covariate")))
                .list();
        Map<Long, Map<String, ExperimentUnit.Sum>> happened = happened(experiment, units);
        return units.stream()
                .map(open -> new ExperimentUnit(
                        open.unit(), open.variant(), open.covariate(), happened.getOrDefault(open.unit(), Map.of())))
                .toList();
    }

    private Map<Long, Map<String, ExperimentUnit.Sum>> happened(String experiment, List<UnanalysedUnit> units) {
        Map<Long, Map<String, ExperimentUnit.Sum>> happened = new HashMap<>();
        jdbc.sql("""
                        select o.unit, o.metric, sum(o.events) as events, sum(o.total) as total
                        from experiment_intake i
                             join exposed_unit u on u.experiment = i.experiment
                             join unit_outcome o on o.experiment = u.experiment and o.unit = u.unit
                        where i.experiment = :experiment and u.unit = any(:units)
                          and o.at >= u.exposed_at - interval '5 seconds'
                          and o.at < u.exposed_at + i.window_millis * interval '1 millisecond'
                        group by o.unit, o.metric
                        """)
                .param("experiment", experiment)
                .param("units", units.stream().map(UnanalysedUnit::unit).toArray(Long[]::new))
                .query((ResultSet row) -> {
                    happened.computeIfAbsent(row.getLong("unit"), ignored -> new HashMap<>())
                            .put(
                                    row.getString("metric"),
                                    new ExperimentUnit.Sum(row.getLong("events"), row.getDouble("total")));
                });
        return happened;
    }

    /// Notes that units are analysed, and forgets what happened to them.
    void analysed(String experiment, List<Long> units) {
        Long[] all = units.toArray(Long[]::new);
        jdbc.sql("update exposed_unit set analysed = true where experiment = :experiment and unit = any(:units)")
                .param("experiment", experiment)
                .param("units", all)
                .update();
        jdbc.sql("delete from unit_outcome where experiment = :experiment and unit = any(:units)")
                .param("experiment", experiment)
                .param("units", all)
                .update();
    }

    /// Forgets what happened before every exposure that is open, and before those that may still arrive.
    ///
    /// @param arrived exposures before this have arrived
    void sweep(String experiment, Instant arrived) {
        jdbc.sql("""
                        delete from unit_outcome
                        where experiment = :experiment and at < least(:arrived::timestamptz,
                            (select min(exposed_at) from exposed_unit where experiment = :experiment and not analysed))
                            - interval '5 seconds'
                        """)
                .param("experiment", experiment)
                .param("arrived", Timestamp.from(arrived))
                .update();
    }
}
