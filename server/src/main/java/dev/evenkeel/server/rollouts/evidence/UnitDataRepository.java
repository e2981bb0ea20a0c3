// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.rollouts.evidence.UnitDataService.OwnedUnitDataSummary;
import dev.evenkeel.server.rollouts.evidence.UnitDataService.UnitOwner;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored data of single units.
@Component
class UnitDataRepository {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;

    UnitDataRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<UnitOwner> listOwners(String environment) {
        return jdbc.sql("""
                        select distinct rollout as id, environment, false as experiment from evidence_window
                        where :environment in ('', environment)
                        union all
                        select experiment, environment, true from experiment_ingest_settings
                        where :environment in ('', environment)
                        order by environment, id
                        """)
                .param("environment", environment)
                .query(RecordRowMapper.of(UnitOwner.class))
                .list();
    }

    OwnedUnitDataSummary loadRolloutUnit(String rollout, long unit) {
        return jdbc.sql("""
                        select (select count(*) from unit_first_event where rollout = :rollout and unit = :unit) as failures,
                               count(t.unit) as trials, 0 as exposures, 0 as outcomes, null::timestamptz as exposed_at,
                               max(t.last_seen_at) as last_seen_at
                        from evidence_window w
                             left join trial_unit t on t.rollout = w.rollout and t.revision = w.revision and t.unit = :unit
                        where w.rollout = :rollout
                        """)
                .param("rollout", rollout)
                .param("unit", unit)
                .query(RecordRowMapper.of(OwnedUnitDataSummary.class))
                .single();
    }

    OwnedUnitDataSummary loadExperimentUnit(String experiment, long unit) {
        return jdbc.sql("""
                        select count(u.unit) as exposures, max(u.exposed_at) as exposed_at,
                               (select count(*) from experiment_outcome where experiment = :experiment and unit = :unit) as outcomes,
                               0 as failures, 0 as trials, null::timestamptz as last_seen_at
                        from experiment_unit u where u.experiment = :experiment and u.unit = :unit
                        """)
                .param("experiment", experiment)
                .param("unit", unit)
                .query(RecordRowMapper.of(OwnedUnitDataSummary.class))
                .single();
    }

    void deleteRolloutUnit(String rollout, long unit) {
        for (String table : List.of("unit_first_event", "trial_unit")) {
            jdbc.sql("delete from " + table + " where rollout = :rollout and unit = :unit")
                    .param("rollout", rollout)
                    .param("unit", unit)
                    .update();
        }
    }

    void deleteExperimentUnit(String experiment, long unit) {
        long stranger = RANDOM.nextLong();
        int renamed = jdbc.sql("""
                        update experiment_unit set unit = :stranger
                        where experiment = :experiment and unit = :unit and not analyzed
                        """)
                .param("stranger", stranger)
                .param("experiment", experiment)
                .param("unit", unit)
                .update();
        if (renamed > 0) {
            jdbc.sql("update experiment_outcome set unit = :stranger where experiment = :experiment and unit = :unit")
                    .param("stranger", stranger)
                    .param("experiment", experiment)
                    .param("unit", unit)
                    .update();
        }
        for (String table : List.of("experiment_unit", "experiment_outcome")) {
            jdbc.sql("delete from " + table + " where experiment = :experiment and unit = :unit")
                    .param("experiment", experiment)
                    .param("unit", unit)
                    .update();
        }
    }
}
