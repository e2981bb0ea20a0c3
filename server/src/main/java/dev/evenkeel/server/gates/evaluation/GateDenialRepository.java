// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.GateDenialPeriod;
import dev.evenkeel.server.gates.gate.GateContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of gate denials.
@Component
class GateDenialRepository {
    private final JdbcClient jdbc;

    GateDenialRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Starts a denial; if it is active already, updates its request time.
    void save(GateContext context, String gate, Instant at) {
        jdbc.sql("""
                        insert into gate_denial
                            (environment, flag, rollout, gate, service, change_class, author, started_at, last_requested_at)
                        values (:environment, :flag, :rollout, :gate, :service, :changeClass, :author, :at, :at)
                        on conflict (environment, flag, coalesce(rollout, ''), gate) where ended_at is null
                            do update set service = excluded.service, change_class = excluded.change_class,
                                          author = excluded.author, last_requested_at = excluded.last_requested_at
                        """)
                .param("environment", context.environment())
                .param("flag", context.flag())
                .param("rollout", context.rollout())
                .param("gate", gate)
                .param("service", context.service())
                .param("changeClass", context.changeClass())
                .param("author", context.author())
                .param("at", Timestamp.from(at))
                .update();
    }

    /// Ends an active denial, not before its start.
    void end(ActiveGateDenial denial, Instant at) {
        GateContext context = denial.context();
        jdbc.sql("""
                        update gate_denial set ended_at = greatest(started_at, :at)
                        where environment = :environment and flag = :flag and gate = :gate
                          and rollout is not distinct from :rollout and ended_at is null
                        """)
                .param("at", Timestamp.from(at))
                .param("environment", context.environment())
                .param("flag", context.flag())
                .param("gate", denial.gate())
                .param("rollout", context.rollout())
                .update();
    }

    /// Returns all active denials, oldest first.
    List<ActiveGateDenial> listActive() {
        return jdbc.sql("""
                        select environment, flag, rollout, gate, service, change_class, author, last_requested_at
                        from gate_denial where ended_at is null order by number
                        """)
                .query((row, index) -> new ActiveGateDenial(
                        new GateContext(
                                row.getString("environment"),
                                row.getString("flag"),
                                row.getString("service"),
                                row.getString("rollout"),
                                row.getString("change_class"),
                                row.getString("author")),
                        row.getString("gate"),
                        row.getTimestamp("last_requested_at").toInstant()))
                .list();
    }

    /// Returns denials that overlap a period, of one environment or of all.
    List<GateDenialPeriod> listBetween(@Nullable String environment, Instant from, Instant to) {
        return jdbc.sql("""
                        select environment, flag, gate, started_at, ended_at from gate_denial
                        where started_at < :to and (ended_at is null or ended_at >= :from)
                          and environment = coalesce(:environment, environment)
                        order by number
                        """)
                .param("environment", environment)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, index) -> mapRow(row))
                .list();
    }

    private static GateDenialPeriod mapRow(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new GateDenialPeriod(
                row.getString("gate"),
                row.getString("environment") + "/" + row.getString("flag"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
