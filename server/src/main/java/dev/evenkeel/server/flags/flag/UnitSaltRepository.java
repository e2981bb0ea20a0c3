// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Unit salts in the database. Every method joins the caller's transaction, if any.
@Component
class UnitSaltRepository {
    private static final String COLUMNS =
            "SELECT owner, environment, flag, salt, created_at, ended_at, deleted_at FROM unit_salt ";

    private final JdbcClient jdbc;

    UnitSaltRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<UnitSaltService.StoredUnitSalt> listAll() {
        return jdbc.sql(COLUMNS + "ORDER BY created_at DESC, owner")
                .query((row, index) -> mapRow(row))
                .list();
    }

    Optional<UnitSaltService.StoredUnitSalt> findByOwner(String owner) {
        return jdbc.sql(COLUMNS + "WHERE owner = ?")
                .param(owner)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    void updateEndedAt(String owner, Instant at) {
        jdbc.sql("UPDATE unit_salt SET ended_at = ? WHERE owner = ? AND ended_at IS NULL")
                .params(at, owner)
                .update();
    }

    /// Deletes the salt of an owner.
    ///
    /// @param instead replacement salt; null for none
    /// @return whether a salt existed that was not deleted before
    boolean delete(String owner, @Nullable UnitSalt instead, Instant at) {
        return jdbc.sql("""
                        UPDATE unit_salt SET salt = :instead, deleted_at = :at, ended_at = coalesce(ended_at, :at)
                         WHERE owner = :owner AND deleted_at IS NULL
                        """)
                        .param("instead", instead == null ? null : instead.bytes(), Types.BINARY)
                        .param("at", at)
                        .param("owner", owner)
                        .update()
                == 1;
    }

    /// Removes the replacements of deleted salts whose owners have no split any more.
    void deleteObsoleteReplacements() {
        jdbc.sql("""
                        UPDATE unit_salt SET salt = NULL
                         WHERE deleted_at IS NOT NULL AND salt IS NOT NULL
                           AND NOT EXISTS (SELECT FROM flag_split WHERE flag_split.owner = unit_salt.owner)
                        """).update();
    }

    private static UnitSaltService.StoredUnitSalt mapRow(ResultSet row) throws SQLException {
        Instant gone = SqlInstants.readNullable(row, "deleted_at");
        return new UnitSaltService.StoredUnitSalt(
                row.getString("owner"),
                row.getString("environment"),
                row.getString("flag"),
                gone == null ? UnitSaltColumnReader.read(row) : null,
                SqlInstants.read(row, "created_at"),
                SqlInstants.readNullable(row, "ended_at"),
                gone);
    }
}
