// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.incident;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far decisions about rollouts have been read.
@Component
class ReadingTable {
    private final JdbcClient jdbc;

    ReadingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Up to when they have been read; locks others out until the end of the transaction.
    ///
    /// @param first what counts as read at the very first time
    Instant lock(Instant first) {
        jdbc.sql("insert into incident_reading (read_to) values (:first) on conflict (one) do nothing")
                .param("first", Timestamp.from(first))
                .update();
        return jdbc.sql("select read_to from incident_reading for update")
                .query((row, index) -> row.getTimestamp(1).toInstant())
                .single();
    }

    void save(Instant readTo) {
        jdbc.sql("update incident_reading set read_to = greatest(read_to, :to)")
                .param("to", Timestamp.from(readTo))
                .update();
    }
}
