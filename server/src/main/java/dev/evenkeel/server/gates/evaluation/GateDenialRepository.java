// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.GateDenial;
import dev.evenkeel.server.gates.gate.GateContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The denials. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class GateDenialRepository {
    private final JdbcClient jdbc;

    GateDenialRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Begins one. Where it stands already it goes on, with the last question.
    void begin(GateContext question, String gate, Instant at) {
        jdbc.sql("""
                        insert into gate_denial
                            (environment, flag, rollout, gate, service, change_class, author, since, asked_at)
                        values (:environment, :flag, :rollout, :gate, :service, :changeClass, :author, :at, :at)
                        on conflict (environment, flag, coalesce(rollout, ''), gate) where ended_at is null
                            do update set service = excluded.service, change_class = excluded.change_class,
                                          author = excluded.author, asked_at = excluded.asked_at
                        """)
                .param("environment", question.environment())
                .param("flag", question.flag())
                .param("rollout", question.rollout())
                .param("gate", gate)
                .param("service", question.service())
                .param("changeClass", question.changeClass())
                .param("author", question.author())
                .param("at", Timestamp.from(at))
                .update();
    }

    /// Ends one that stands, at its begin if that is later.
    void end(ActiveGateDenial denial, Instant at) {
        GateContext question = denial.question();
        jdbc.sql("""
                        update gate_denial set ended_at = greatest(since, :at)
                        where environment = :environment and flag = :flag and gate = :gate
                          and rollout is not distinct from :rollout and ended_at is null
                        """)
                .param("at", Timestamp.from(at))
                .param("environment", question.environment())
                .param("flag", question.flag())
                .param("gate", denial.gate())
                .param("rollout", question.rollout())
                .update();
    }

    /// All that stand, the oldest first.
    List<ActiveGateDenial> standing() {
        return jdbc.sql("""
                        select environment, flag, rollout, gate, service, change_class, author, asked_at
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
                        row.getTimestamp("asked_at").toInstant()))
                .list();
    }

    /// Those that stood at some time of a period, of one environment or of all.
    List<GateDenial> between(@Nullable String environment, Instant from, Instant to) {
        return jdbc.sql("""
                        select environment, flag, gate, since, ended_at from gate_denial
                        where since < :to and (ended_at is null or ended_at >= :from)
                          and environment = coalesce(:environment, environment)
                        order by number
                        """)
                .param("environment", environment)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, index) -> read(row))
                .list();
    }

    private static GateDenial read(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new GateDenial(
                row.getString("gate"),
                row.getString("environment") + "/" + row.getString("flag"),
                row.getTimestamp("since").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
