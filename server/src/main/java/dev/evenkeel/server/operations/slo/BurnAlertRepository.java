// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of burn alerts.
@Component
class BurnAlertRepository {
    private static final int MOST_FIRING = 1000;
    private static final RecordRowMapper<SloAlert> ALERT = RecordRowMapper.of(SloAlert.class);

    private final JdbcClient jdbc;

    BurnAlertRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts a started alert and assigns its id.
    void insert(SloAlert sloAlert) {
        jdbc.sql("""
                        insert into slo_alert
                            (slo, service, objective, rule, severity, started_at, start_evidence, opens_incident,
                             detected_at)
                        values
                            (:slo, :service, :objective, :rule, :severity, :startedAt, :startEvidence, :opensIncident, :detectedAt)
                        """).paramSource(sloAlert).update();
    }

    void end(long id, Instant at, String by) {
        jdbc.sql("update slo_alert set ended_at = :at, end_evidence = :by where id = :id")
                .param("id", id)
                .param("at", at)
                .param("by", by)
                .update();
    }

    /// Returns firing alerts of an SLO.
    List<SloAlert> listFiringBySlo(String slo) {
        return jdbc.sql("select * from slo_alert where slo = :slo and ended_at is null order by id")
                .param("slo", slo)
                .query(ALERT)
                .list();
    }

    /// Finds a firing alert by id.
    Optional<SloAlert> findFiring(long id) {
        return jdbc.sql("select * from slo_alert where id = :id and ended_at is null")
                .param("id", id)
                .query(ALERT)
                .optional();
    }

    /// Returns firing alerts of all SLOs, oldest first.
    List<SloAlert> listFiring() {
        return jdbc.sql("select * from slo_alert where ended_at is null order by id limit :limit")
                .param("limit", MOST_FIRING)
                .query(ALERT)
                .list();
    }

    /// Returns alerts, newest first.
    List<SloAlert> listNewest(String slo, int limit) {
        return jdbc.sql("select * from slo_alert where slo = :slo order by started_at desc, id desc limit :limit")
                .param("slo", slo)
                .param("limit", limit)
                .query(ALERT)
                .list();
    }

    /// Returns alerts of a service that were detected at `to` or before and had not ended before `from`, oldest
    /// first.
    List<SloAlert> listActiveBetween(String service, Instant from, Instant to) {
        return jdbc.sql("""
                        select * from slo_alert where service = :service and detected_at <= :to and (ended_at is null or ended_at >= :from)
                        order by detected_at, id limit :limit
                        """)
                .param("service", service)
                .param("from", from)
                .param("to", to)
                .param("limit", MOST_FIRING)
                .query(ALERT)
                .list();
    }

    /// Returns alerts that open incidents and whose start or end has not been imported into incidents, oldest
    /// first.
    List<SloAlert> listNotImported(int limit) {
        return jdbc.sql("""
                        select * from slo_alert
                        where opens_incident and not end_imported and (not start_imported or ended_at is not null)
                        order by id limit :limit
                        """).param("limit", limit).query(ALERT).list();
    }

    /// Marks the start of an alert, and its end if it has ended, as imported into an incident.
    void markImported(long id, boolean ended) {
        jdbc.sql("update slo_alert set start_imported = true, end_imported = end_imported or :ended where id = :id")
                .param("id", id)
                .param("ended", ended)
                .update();
    }
}
