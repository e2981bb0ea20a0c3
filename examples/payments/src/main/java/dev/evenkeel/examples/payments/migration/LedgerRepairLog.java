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

/// The repair log: a message that one ledger has booked and the other one has not is noted beside the first,
/// where it is as durable as the booking.
///
/// What the old ledger lacks is thus known in the new one only, which may be away when it has to be asked. So
/// the old ledger notes beforehand that the new one's word counts; without that note nobody needs to be asked.
/// Thread-safe.
final class LedgerRepairLog implements Migration.RepairLog<LedgerWrite> {
    private static final int AT_A_TIME = 100;

    private final Ledger oldLedger;
    private final Ledger newLedger;

    LedgerRepairLog(Ledger oldLedger, Ledger newLedger) {
        this.oldLedger = oldLedger;
        this.newLedger = newLedger;
    }

    @Override
    public void keep(MigrationStage stage, LedgerWrite booking, @Nullable Throwable cause) {
        JdbcTemplate booked = (stage.isOldAuthoritative() ? oldLedger : newLedger).jdbc();
        booked.update(
                "INSERT INTO repair (debtor, stage, content, received_at, cause) VALUES (?, ?, ?, ?, ?)",
                booking.debtor(),
                stage.variant(),
                booking.submission().bytes(),
                PaymentMessageRepository.timestamp(booking.submission().receivedAt()),
                cause == null ? "refused" : cause.getClass().getName());
    }

    @Override
    public boolean isOldBehind(EvaluationContext partition) {
        return newLedgerCounts(oldLedger.jdbc())
                && exists(
                        newLedger.jdbc(),
                        "SELECT EXISTS (SELECT 1 FROM repair WHERE debtor = ?)",
                        Objects.requireNonNullElse(partition.targetingKey(), ""));
    }

    /// Notes it in the old ledger first. The new one's note is a copy, for a start while the old one is away.
    @Override
    public void newStoreCounts() {
        if (!newLedgerCounts(newLedger.jdbc())) {
            noteNewLedgerCounts(oldLedger.jdbc());
            noteNewLedgerCounts(newLedger.jdbc());
        }
    }

    private static boolean newLedgerCounts(JdbcTemplate jdbc) {
        return exists(jdbc, "SELECT EXISTS (SELECT 1 FROM new_store_counts)");
    }

    private static void noteNewLedgerCounts(JdbcTemplate jdbc) {
        jdbc.update("INSERT INTO new_store_counts DEFAULT VALUES ON CONFLICT DO NOTHING");
    }

    private static boolean exists(JdbcTemplate jdbc, String query, Object... parameters) {
        return Boolean.TRUE.equals(jdbc.queryForObject(query, Boolean.class, parameters));
    }

    /// Messages that the new ledger lacks.
    long lackedByNew() {
        return count(oldLedger.jdbc());
    }

    /// Messages that the old ledger lacks.
    long lackedByOld() {
        return count(newLedger.jdbc());
    }

    private static long count(JdbcTemplate jdbc) {
        return Objects.requireNonNull(jdbc.queryForObject("SELECT count(*) FROM repair", Long.class));
    }

    /// Books what the new ledger lacks, oldest first, until one cannot be booked.
    void mendNew() {
        mend(oldLedger.jdbc(), newLedger);
    }

    /// Books what the old ledger lacks, oldest first, until one cannot be booked.
    void mendOld() {
        mend(newLedger.jdbc(), oldLedger);
    }

    private record StoredRepair(long id, PaymentSubmission submission) {}

    private static void mend(JdbcTemplate notes, Ledger lacking) {
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
