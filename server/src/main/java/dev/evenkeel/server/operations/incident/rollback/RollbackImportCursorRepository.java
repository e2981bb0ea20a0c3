// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.rollback;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far decisions about rollouts have been read.
@Component
class RollbackImportCursorRepository {
    private final JdbcClient jdbc;

    RollbackImportCursorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Up to when they have been read.
    ///
    /// @param first what counts as read at the very first time
    Instant find(Instant first) {
        return jdbc.sql("select read_to from incident_reading")
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .optional()
                .orElse(first);
    }

    /// They have been read up to an instant, or further.
    void save(Instant readTo) {
        jdbc.sql("""
                        insert into incident_reading (read_to) values (:to)
                        on conflict (one) do update set read_to = greatest(incident_reading.read_to, :to)
                        """).param("to", Timestamp.from(readTo)).update();
    }
}
