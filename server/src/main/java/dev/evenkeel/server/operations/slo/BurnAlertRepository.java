// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.BurnAlertRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of burn alerts.
@Component
class BurnAlertRepository {
    private static final int MOST_FIRING = 1000;

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
                        """)
                .param("slo", sloAlert.slo())
                .param("service", sloAlert.service())
                .param("objective", sloAlert.objective())
                .param("rule", sloAlert.rule())
                .param("severity", sloAlert.severity().name())
                .param("startedAt", Timestamp.from(sloAlert.startedAt()))
                .param("startEvidence", sloAlert.startEvidence())
                .param("opensIncident", sloAlert.opensIncident())
                .param("detectedAt", Timestamp.from(sloAlert.detectedAt()))
                .update();
    }

    void end(long id, Instant at, String by) {
        jdbc.sql("update slo_alert set ended_at = :at, end_evidence = :by where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /// Returns firing alerts of an SLO.
    List<SloAlert> listFiringBySlo(String slo) {
        return jdbc.sql("select * from slo_alert where slo = :slo and ended_at is null order by id")
                .param("slo", slo)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Finds a firing alert by id.
    Optional<SloAlert> findFiring(long id) {
        return jdbc.sql("select * from slo_alert where id = :id and ended_at is null")
                .param("id", id)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// Returns firing alerts of all SLOs, oldest first.
    List<SloAlert> listFiring() {
        return jdbc.sql("select * from slo_alert where ended_at is null order by id limit :limit")
                .param("limit", MOST_FIRING)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Returns alerts, newest first.
    List<SloAlert> listNewest(String slo, int limit) {
        return jdbc.sql("select * from slo_alert where slo = :slo order by started_at desc, id desc limit :limit")
                .param("slo", slo)
                .param("limit", limit)
                .query((row, index) -> mapRow(row))
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
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", MOST_FIRING)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Returns alerts that open incidents and whose start or end has not been imported into incidents, oldest
    /// first.
    List<SloAlert> listNotImported(int limit) {
        return jdbc.sql("""
                        select * from slo_alert
                        where opens_incident and not end_imported and (not start_imported or ended_at is not null)
                        order by id limit :limit
                        """)
                .param("limit", limit)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Marks the start of an alert, and its end if it has ended, as imported into an incident.
    void markImported(long id, boolean ended) {
        jdbc.sql("update slo_alert set start_imported = true, end_imported = end_imported or :ended where id = :id")
                .param("id", id)
                .param("ended", ended)
                .update();
    }

    private static SloAlert mapRow(ResultSet row) throws SQLException {
        Timestamp endedAt = row.getTimestamp("ended_at");
        return new SloAlert(
                row.getLong("id"),
                row.getString("slo"),
                row.getString("service"),
                row.getString("objective"),
                row.getString("rule"),
                BurnAlertRule.Severity.valueOf(row.getString("severity")),
                row.getTimestamp("started_at").toInstant(),
                row.getString("start_evidence"),
                endedAt == null ? null : endedAt.toInstant(),
                row.getString("end_evidence"),
                row.getBoolean("opens_incident"),
                row.getTimestamp("detected_at").toInstant());
    }
}
