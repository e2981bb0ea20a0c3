// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.gate.GateDenialPeriod;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.gates.gate.GateContext;
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
                        """).paramSource(context).param("gate", gate).param("at", at).update();
    }

    /// Ends an active denial, not before its start.
    void end(ActiveGateDenial denial, Instant at) {
        jdbc.sql("""
                        update gate_denial set ended_at = greatest(started_at, :at)
                        where environment = :environment and flag = :flag and gate = :gate
                          and rollout is not distinct from :rollout and ended_at is null
                        """)
                .paramSource(denial.context())
                .param("at", at)
                .param("gate", denial.gate())
                .update();
    }

    /// Returns all active denials, oldest first.
    List<ActiveGateDenial> listActive() {
        return jdbc.sql("""
                        select environment, flag, rollout, gate, service, change_class, author,
                               last_requested_at as evaluated_at
                        from gate_denial where ended_at is null order by number
                        """).query(RecordRowMapper.of(ActiveGateDenial.class)).list();
    }

    /// Returns denials that overlap a period, of one environment or of all.
    List<GateDenialPeriod> listBetween(@Nullable String environment, Instant from, Instant to) {
        return jdbc.sql("""
                        select environment || '/' || flag as change, gate, started_at as since, ended_at as end from gate_denial
                        where started_at < :to and (ended_at is null or ended_at >= :from)
                          and environment = coalesce(:environment, environment)
                        order by number
                        """)
                .param("environment", environment)
                .param("from", from)
                .param("to", to)
                .query(RecordRowMapper.of(GateDenialPeriod.class))
                .list();
    }
}
