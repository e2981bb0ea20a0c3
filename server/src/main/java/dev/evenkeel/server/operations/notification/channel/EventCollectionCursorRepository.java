// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The position up to which the audit log has been processed, and the source URI of events.
@Component
public class EventCollectionCursorRepository {
    private final JdbcClient jdbc;

    EventCollectionCursorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Locks and returns the number of the last processed audit entry, until the transaction ends; empty while
    /// another server holds the lock.
    public Optional<Long> lock() {
        return jdbc.sql("select audit_number from event_cursor for update skip locked")
                .query(Long.class)
                .optional();
    }

    public void save(long auditNumber) {
        jdbc.sql("update event_cursor set audit_number = :number")
                .param("number", auditNumber)
                .update();
    }

    /// Generates a new source for this installation.
    void renewSource() {
        jdbc.sql("update event_cursor set event_source = gen_random_uuid()").update();
    }

    /// Returns the source of all events of this installation: a URI that changes only when the database is
    /// restored.
    String source() {
        return "urn:uuid:"
                + jdbc.sql("select event_source::text from event_cursor")
                        .query(String.class)
                        .single();
    }
}
