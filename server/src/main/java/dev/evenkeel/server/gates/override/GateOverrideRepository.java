// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.api.GateOverrideApi.FlagGateOverride;
import dev.evenkeel.engine.gate.GateOverride;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of gate overrides.
@Component
public class GateOverrideRepository {
    private static final String COLUMNS = """
            select id, environment, flag, gate, created_by, reason, change_class, created_at, expires_at
            from gate_override
            """;
    private static final RecordRowMapper<FlagGateOverride> OVERRIDE = RecordRowMapper.of(FlagGateOverride.class);

    private final JdbcClient jdbc;

    GateOverrideRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(FlagGateOverride flagGateOverride) {
        jdbc.sql("""
                        insert into gate_override
                            (id, environment, flag, gate, created_by, reason, change_class, created_at, expires_at)
                        values (:id, :environment, :flag, :gate, :createdBy, :reason, :changeClass, :createdAt, :expiresAt)
                        """)
                .paramSource(flagGateOverride.override())
                .param("environment", flagGateOverride.environment())
                .param("flag", flagGateOverride.flag())
                .update();
    }

    /// Returns valid overrides of a flag, oldest first.
    public List<GateOverride> listValidAt(String environment, String flag, Instant now) {
        return jdbc.sql(COLUMNS + """
                        where environment = :environment and flag = :flag and created_at <= :now and expires_at > :now
                        order by created_at, id
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("now", now)
                .query(RecordRowMapper.of(GateOverride.class))
                .list();
    }

    /// Returns overrides of an environment, newest first.
    List<FlagGateOverride> listNewest(String environment, int limit) {
        return jdbc.sql(COLUMNS + "where environment = :environment order by created_at desc, id limit :limit")
                .param("environment", environment)
                .param("limit", limit)
                .query(OVERRIDE)
                .list();
    }

    /// Returns overrides whose validity overlaps a period, of one environment or of all, oldest first.
    List<FlagGateOverride> listBetween(@Nullable String environment, Instant from, Instant to) {
        return jdbc.sql(COLUMNS + """
                        where created_at < :to and expires_at >= :from and environment = coalesce(:environment, environment)
                        order by created_at, id
                        """)
                .param("environment", environment)
                .param("from", from)
                .param("to", to)
                .query(OVERRIDE)
                .list();
    }

    /// Returns all valid overrides, newest first.
    public List<FlagGateOverride> listAllValidAt(Instant now) {
        return jdbc.sql(COLUMNS + "where created_at <= :now and expires_at > :now order by created_at desc, id")
                .param("now", now)
                .query(OVERRIDE)
                .list();
    }

    /// Ends a valid override.
    ///
    /// @return whether there was one
    boolean end(String environment, String id, Instant now) {
        return jdbc.sql("""
                        update gate_override set expires_at = greatest(created_at, :now)
                        where id = :id and environment = :environment and expires_at > :now
                        """)
                        .param("id", id)
                        .param("environment", environment)
                        .param("now", now)
                        .update()
                > 0;
    }
}
