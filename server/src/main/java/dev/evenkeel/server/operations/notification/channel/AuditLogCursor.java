// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How far the ledger was read, and who we are in events.
@Component
public class AuditLogCursor {
    private final JdbcClient jdbc;

    AuditLogCursor(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Number of the last entry that was read, locked until the end of the transaction; empty while another
    /// server reads.
    public Optional<Long> lock() {
        return jdbc.sql("select ledger from event_reading for update skip locked")
                .query(Long.class)
                .optional();
    }

    public void save(long ledger) {
        jdbc.sql("update event_reading set ledger = :ledger")
                .param("ledger", ledger)
                .update();
    }

    /// Gives this installation another source.
    void renewSource() {
        jdbc.sql("update event_reading set source = gen_random_uuid()").update();
    }

    /// The source of all events of this installation, a URI that changes only with a restored database.
    String source() {
        return "urn:uuid:"
                + jdbc.sql("select source::text from event_reading")
                        .query(String.class)
                        .single();
    }
}
