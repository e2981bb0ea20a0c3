// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.payments.ledger.PaymentMessageRepository;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.sdk.Migration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// The repair log: a message that only one ledger has booked is logged in that ledger's database, where the
/// entry is as durable as the booking.
///
/// Entries for the old ledger are therefore only in the new one's database, which may be unavailable when
/// they are needed. So the old ledger records in advance that the new one is authoritative; without that
/// record, no query is needed. Thread-safe.
final class LedgerRepairLog implements Migration.RepairLog<LedgerWrite> {
    private static final int AT_A_TIME = 100;

    private final Ledger oldLedger;
    private final Ledger newLedger;

    LedgerRepairLog(Ledger oldLedger, Ledger newLedger) {
        this.oldLedger = oldLedger;
        this.newLedger = newLedger;
    }

    @Override
    public void append(MigrationStage migrationStage, LedgerWrite booking, @Nullable Throwable cause) {
        JdbcTemplate booked = (migrationStage.isOldAuthoritative() ? oldLedger : newLedger).jdbc();
        booked.update(
                "INSERT INTO repair (debtor, stage, content, received_at, cause) VALUES (?, ?, ?, ?, ?)",
                booking.debtor(),
                migrationStage.variant(),
                booking.submission().bytes(),
                PaymentMessageRepository.timestamp(booking.submission().receivedAt()),
                cause == null ? "refused" : cause.getClass().getName());
    }

    @Override
    public boolean isOldStoreBehind(EvaluationContext partition) {
        return isNewLedgerAuthoritative(oldLedger.jdbc())
                && exists(
                        newLedger.jdbc(),
                        "SELECT EXISTS (SELECT 1 FROM repair WHERE debtor = ?)",
                        Objects.requireNonNullElse(partition.targetingKey(), ""));
    }

    /// Records that the new store is authoritative, first in the old ledger. The record in the new one is a
    /// copy, for a start while the old one is unavailable.
    @Override
    public void newStoreBecomesAuthoritative() {
        if (!isNewLedgerAuthoritative(newLedger.jdbc())) {
            markNewLedgerAuthoritative(oldLedger.jdbc());
            markNewLedgerAuthoritative(newLedger.jdbc());
        }
    }

    private static boolean isNewLedgerAuthoritative(JdbcTemplate jdbc) {
        return exists(jdbc, "SELECT EXISTS (SELECT 1 FROM new_store_counts)");
    }

    private static void markNewLedgerAuthoritative(JdbcTemplate jdbc) {
        jdbc.update("INSERT INTO new_store_counts DEFAULT VALUES ON CONFLICT DO NOTHING");
    }

    private static boolean exists(JdbcTemplate jdbc, String query, Object... parameters) {
        return Boolean.TRUE.equals(jdbc.queryForObject(query, Boolean.class, parameters));
    }

    /// Counts the messages missing in the new ledger.
    long countMissingInNew() {
        return count(oldLedger.jdbc());
    }

    /// Counts the messages missing in the old ledger.
    long countMissingInOld() {
        return count(newLedger.jdbc());
    }

    private static long count(JdbcTemplate jdbc) {
        return Objects.requireNonNull(jdbc.queryForObject("SELECT count(*) FROM repair", Long.class));
    }

    /// Books the messages missing in the new ledger, oldest first, until one cannot be booked.
    void repairNew() {
        repair(oldLedger.jdbc(), newLedger);
    }

    /// Books the messages missing in the old ledger, oldest first, until one cannot be booked.
    void repairOld() {
        repair(newLedger.jdbc(), oldLedger);
    }

    private record StoredRepair(long id, PaymentSubmission submission) {}

    private static void repair(JdbcTemplate notes, Ledger lacking) {
        List<StoredRepair> kept = notes.query(
                "SELECT id, content, received_at FROM repair ORDER BY id LIMIT ?",
                (row, index) -> new StoredRepair(
                        row.getLong("id"),
                        PaymentSubmission.of(
                                row.getBytes("content"),
                                row.getObject("received_at", OffsetDateTime.class)
                                        .toInstant())),
                AT_A_TIME);
        for (StoredRepair one : kept) {
            if (!(lacking.core().book(one.submission()) instanceof BookingResult.Accepted)) {
                return;
            }
            notes.update("DELETE FROM repair WHERE id = ?", one.id());
        }
    }
}
