// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/// Lookup of message ids in batches of a thousand, one round trip each; holds at most one batch in memory.
/// Not thread-safe.
final class AcceptedMessagesCheck {
    private static final int BATCH = 1_000;
    private static final int SHOWN = 100;

    private final JdbcTemplate jdbc;
    private final List<String> batch = new ArrayList<>(BATCH);
    private final List<String> missing = new ArrayList<>();
    private long checked;
    private long missingCount;

    AcceptedMessagesCheck(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(String messageId) {
        batch.add(messageId);
        if (batch.size() == BATCH) {
            checkBatch();
        }
    }

    AcceptedMessagesReport report(LedgerAuditReport ledgerAuditReport) {
        checkBatch();
        return new AcceptedMessagesReport(checked, missingCount, missing, ledgerAuditReport);
    }

    private void checkBatch() {
        List<String> absent = jdbc.query(
                """
                SELECT claimed FROM unnest(?::text[]) AS claimed
                WHERE NOT EXISTS (SELECT FROM message WHERE message_id = claimed AND state = 'ACCEPTED')""",
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("text", batch.toArray())),
                (row, index) -> row.getString(1));
        checked += batch.size();
        missingCount += absent.size();
        absent.stream().limit(SHOWN - missing.size()).forEach(missing::add);
        batch.clear();
    }
}
