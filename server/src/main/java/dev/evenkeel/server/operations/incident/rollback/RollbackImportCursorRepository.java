// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The position up to which rollout decisions have been imported.
@Component
class RollbackImportCursorRepository {
    private final JdbcClient jdbc;

    RollbackImportCursorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the position.
    ///
    /// @param first position to start from if none is stored
    Instant getReadTo(Instant first) {
        return jdbc.sql("select read_until from rollback_import_cursor")
                .query(Instant.class)
                .optional()
                .orElse(first);
    }

    /// Stores a position; keeps a later one.
    void saveReadTo(Instant readTo) {
        jdbc.sql("""
                        insert into rollback_import_cursor (read_until) values (:to)
                        on conflict (singleton) do update set read_until = greatest(rollback_import_cursor.read_until, :to)
                        """).param("to", readTo).update();
    }
}
