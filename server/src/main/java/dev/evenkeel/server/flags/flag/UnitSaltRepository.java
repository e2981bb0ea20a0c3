// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.UnitSalt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Salts in the database. Every method runs in the caller's transaction if there is one.
@Component
class UnitSaltRepository {
    private static final String COLUMNS =
            "SELECT owner, environment, flag, salt, made_at, ended_at, gone_at FROM unit_salt ";

    private final JdbcClient jdbc;

    UnitSaltRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<UnitSaltService.StoredUnitSalt> all() {
        return jdbc.sql(COLUMNS + "ORDER BY made_at DESC, owner")
                .query((row, index) -> read(row))
                .list();
    }

    Optional<UnitSaltService.StoredUnitSalt> find(String owner) {
        return jdbc.sql(COLUMNS + "WHERE owner = ?")
                .param(owner)
                .query((row, index) -> read(row))
                .optional();
    }

    void ended(String owner, Instant at) {
        jdbc.sql("UPDATE unit_salt SET ended_at = ? WHERE owner = ? AND ended_at IS NULL")
                .params(Timestamp.from(at), owner)
                .update();
    }

    /// @param instead takes its place; null for none
    /// @return whether there was a salt that was not gone
    boolean drop(String owner, @Nullable UnitSalt instead, Instant at) {
        return jdbc.sql("""
                        UPDATE unit_salt SET salt = :instead, gone_at = :at, ended_at = coalesce(ended_at, :at)
                         WHERE owner = :owner AND gone_at IS NULL
                        """)
                        .param("instead", instead == null ? null : instead.bytes(), Types.BINARY)
                        .param("at", Timestamp.from(at))
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /// Takes back what stands in the place of salts that are gone, where no flag is under their owner's
    /// split any more.
    void clear() {
        jdbc.sql("""
                        UPDATE unit_salt SET salt = NULL
                         WHERE gone_at IS NOT NULL AND salt IS NOT NULL
                           AND NOT EXISTS (SELECT FROM flag_split WHERE rollout = owner)
                        """).update();
    }

    private static UnitSaltService.StoredUnitSalt read(ResultSet row) throws SQLException {
        Instant gone = instant(row.getTimestamp("gone_at"));
        return new UnitSaltService.StoredUnitSalt(
                row.getString("owner"),
                row.getString("environment"),
                row.getString("flag"),
                gone == null ? UnitSaltColumn.read(row) : null,
                row.getTimestamp("made_at").toInstant(),
                instant(row.getTimestamp("ended_at")),
                gone);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
