// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.sdk.store.BackfillJournal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The progress of the backfill, stored in the new ledger's database. Thread-safe.
final class JdbcBackfillJournal implements BackfillJournal<PaymentMessageKey> {
    private final JdbcTemplate jdbc;

    JdbcBackfillJournal(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable PaymentMessageKey lastCopiedKey() {
        List<PaymentMessageKey> keys = jdbc.query(
                "SELECT message_id, initiating_party FROM backfill",
                (row, index) -> new PaymentMessageKey(row.getString(1), row.getString(2)));
        return keys.isEmpty() ? null : keys.getFirst();
    }

    @Override
    public void saveLastCopiedKey(PaymentMessageKey upTo) {
        jdbc.update("""
                INSERT INTO backfill (message_id, initiating_party) VALUES (?, ?)
                ON CONFLICT (only_row) DO UPDATE
                SET message_id = excluded.message_id, initiating_party = excluded.initiating_party""", upTo.messageId(), upTo.initiatingParty());
    }
}
