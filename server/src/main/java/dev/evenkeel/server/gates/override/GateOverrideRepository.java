// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.override;

import dev.evenkeel.engine.gate.GateOverride;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The overrides. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
public class GateOverrideRepository {
    private static final String COLUMNS =
            "select id, environment, flag, gate, person, reason, change_class, since, ends_at from gate_override ";

    private final JdbcClient jdbc;

    GateOverrideRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(FlagGateOverride made) {
        GateOverride override = made.override();
        jdbc.sql("""
                        insert into gate_override
                            (id, environment, flag, gate, person, reason, change_class, since, ends_at)
                        values (:id, :environment, :flag, :gate, :person, :reason, :changeClass, :since, :end)
                        """)
                .param("id", override.id())
                .param("environment", made.environment())
                .param("flag", made.flag())
                .param("gate", override.gate())
                .param("person", override.person())
                .param("reason", override.reason())
                .param("changeClass", override.changeClass())
                .param("since", Timestamp.from(override.since()))
                .param("end", Timestamp.from(override.end()))
                .update();
    }

    /// Those of a flag that count at a moment, the oldest first.
    public List<GateOverride> validAt(String environment, String flag, Instant now) {
        return jdbc.sql(COLUMNS + """
                        where environment = :environment and flag = :flag and since <= :now and ends_at > :now
                        order by since, id
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("now", Timestamp.from(now))
                .query((row, index) -> read(row).override())
                .list();
    }

    /// The newest of an environment, newest first.
    List<FlagGateOverride> newest(String environment, int limit) {
        return jdbc.sql(COLUMNS + "where environment = :environment order by since desc, id limit :limit")
                .param("environment", environment)
                .param("limit", limit)
                .query((row, index) -> read(row))
                .list();
    }

    /// All that counted at some time of a period, in any environment or in one, the oldest first.
    List<FlagGateOverride> between(@Nullable String environment, Instant from, Instant to) {
        return jdbc.sql(COLUMNS + """
                        where since < :to and ends_at >= :from and environment = coalesce(:environment, environment)
                        order by since, id
                        """)
                .param("environment", environment)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, index) -> read(row))
                .list();
    }

    /// All that count at a moment, newest first.
    public List<FlagGateOverride> allValidAt(Instant now) {
        return jdbc.sql(COLUMNS + "where since <= :now and ends_at > :now order by since desc, id")
                .param("now", Timestamp.from(now))
                .query((row, index) -> read(row))
                .list();
    }

    /// Ends one that still counts.
    ///
    /// @return whether there was one
    boolean end(String environment, String id, Instant now) {
        return jdbc.sql("""
                        update gate_override set ends_at = greatest(since, :now)
                        where id = :id and environment = :environment and ends_at > :now
                        """)
                        .param("id", id)
                        .param("environment", environment)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    static FlagGateOverride read(ResultSet row) throws SQLException {
        return new FlagGateOverride(
                row.getString("environment"),
                row.getString("flag"),
                new GateOverride(
                        row.getString("id"),
                        row.getString("gate"),
                        row.getString("person"),
                        row.getString("reason"),
                        row.getString("change_class"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("ends_at").toInstant()));
    }
}
