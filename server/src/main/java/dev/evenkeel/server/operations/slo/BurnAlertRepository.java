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

/// The alerts. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class BurnAlertRepository {
    private static final int MOST_FIRING = 1000;

    private final JdbcClient jdbc;

    BurnAlertRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes the begin of an alert; its id is made here.
    void insert(SloAlert begun) {
        jdbc.sql("""
                        insert into slo_alert
                            (slo, service, objective, rule, severity, began_at, began_by, opens, noticed_at)
                        values
                            (:slo, :service, :objective, :rule, :severity, :beganAt, :beganBy, :opens, :noticedAt)
                        """)
                .param("slo", begun.slo())
                .param("service", begun.service())
                .param("objective", begun.objective())
                .param("rule", begun.rule())
                .param("severity", begun.severity().name())
                .param("beganAt", Timestamp.from(begun.beganAt()))
                .param("beganBy", begun.beganBy())
                .param("opens", begun.opens())
                .param("noticedAt", Timestamp.from(begun.noticedAt()))
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

    /// The one with this id, if it fires.
    Optional<SloAlert> findFiring(long id) {
        return jdbc.sql("select * from slo_alert where id = :id and ended_at is null")
                .param("id", id)
                .query((row, index) -> alert(row))
                .optional();
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

    /// Those of a service that the server found by `to` and that were not over before `from`, oldest first.
    List<SloAlert> goingOn(String service, Instant from, Instant to) {
        return jdbc.sql("""
                        select * from slo_alert where service = :service and noticed_at <= :to and (ended_at is null or ended_at >= :from)
                        order by noticed_at, id limit :limit
                        """)
                .param("service", service)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("limit", MOST_FIRING)
                .query((row, index) -> alert(row))
                .list();
    }

    /// Those that open incidents and of which the begin or the end was not brought there, oldest first.
    List<SloAlert> unheard(int limit) {
        return jdbc.sql("""
                        select * from slo_alert
                        where opens and not end_heard and (not begin_heard or ended_at is not null)
                        order by id limit :limit
                        """)
                .param("limit", limit)
                .query((row, index) -> alert(row))
                .list();
    }

    /// Notes that the begin was brought into an incident, and the end as well when there was one.
    void heard(long id, boolean ended) {
        jdbc.sql("update slo_alert set begin_heard = true, end_heard = end_heard or :ended where id = :id")
                .param("id", id)
                .param("ended", ended)
                .update();
    }

    private static SloAlert alert(ResultSet row) throws SQLException {
        Timestamp endedAt = row.getTimestamp("ended_at");
        return new SloAlert(
                row.getLong("id"),
                row.getString("slo"),
                row.getString("service"),
                row.getString("objective"),
                row.getString("rule"),
                BurnAlertRule.Severity.valueOf(row.getString("severity")),
                row.getTimestamp("began_at").toInstant(),
                row.getString("began_by"),
                endedAt == null ? null : endedAt.toInstant(),
                row.getString("ended_by"),
                row.getBoolean("opens"),
                row.getTimestamp("noticed_at").toInstant());
    }
}
