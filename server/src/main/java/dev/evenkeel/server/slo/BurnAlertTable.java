// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.slo;

import dev.evenkeel.engine.slo.BurnRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The alerts. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class BurnAlertTable {
    private static final int MOST_FIRING = 1000;

    private final JdbcClient jdbc;

    BurnAlertTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes the begin of an alert; its id is made here.
    void insert(SloAlert begun) {
        jdbc.sql("""
                        insert into slo_alert (slo, service, objective, rule, severity, began_at, began_by)
                        values (:slo, :service, :objective, :rule, :severity, :beganAt, :beganBy)
                        """)
                .param("slo", begun.slo())
                .param("service", begun.service())
                .param("objective", begun.objective())
                .param("rule", begun.rule())
                .param("severity", begun.severity().name())
                .param("beganAt", Timestamp.from(begun.beganAt()))
                .param("beganBy", begun.beganBy())
                .update();
    }

    void end(long id, Instant at, String by) {
        jdbc.sql("update slo_alert set ended_at = :at, ended_by = :by where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /// Those of an SLO that fire.
    List<SloAlert> firing(String slo) {
        return jdbc.sql("select * from slo_alert where slo = :slo and ended_at is null order by id")
                .param("slo", slo)
                .query((row, index) -> alert(row))
                .list();
    }

    /// Those of all SLOs that fire, oldest first.
    List<SloAlert> firing() {
        return jdbc.sql("select * from slo_alert where ended_at is null order by id limit :limit")
                .param("limit", MOST_FIRING)
                .query((row, index) -> alert(row))
                .list();
    }

    /// Newest first.
    List<SloAlert> newest(String slo, int limit) {
        return jdbc.sql("select * from slo_alert where slo = :slo order by began_at desc, id desc limit :limit")
                .param("slo", slo)
                .param("limit", limit)
                .query((row, index) -> alert(row))
                .list();
    }

    private static SloAlert alert(ResultSet row) throws SQLException {
        Timestamp endedAt = row.getTimestamp("ended_at");
        return new SloAlert(
                row.getLong("id"),
                row.getString("slo"),
                row.getString("service"),
                row.getString("objective"),
                row.getString("rule"),
                BurnRule.Severity.valueOf(row.getString("severity")),
                row.getTimestamp("began_at").toInstant(),
                row.getString("began_by"),
                endedAt == null ? null : endedAt.toInstant(),
                row.getString("ended_by"));
    }
}
