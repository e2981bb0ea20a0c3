// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.ShadowOptions;
import dev.evenkeel.sdk.store.Backfill;
import dev.evenkeel.sdk.store.Reconciliation;
import dev.evenkeel.sdk.store.ReconciliationReport;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The migration of the ledger, controlled by the flag `ledger-store`. Messages are partitioned by their
/// first debtor, as are queries of a debtor's payments. Thread-safe.
///
/// After a double write, the message is read back from each ledger, because a new core that books it twice or
/// in part does not fail in its response.
public final class LedgerMigration implements AutoCloseable {
    public static final String FLAG = "ledger-store";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerMigration.class);
    /* While a ledger is unavailable, at most this many payments wait; others are not delayed. */
    private static final int SECOND_WRITES = 24;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int RANGE_MESSAGES = 500;
    private static final int COPIED_PER_SECOND = 4_000;
    private static final int COMPARED_PER_SECOND = 20_000;

    private final Migration migration;
    private final Ledger newLedger;
    private final Migration.Operation<LedgerWrite, BookingResult> write;
    private final Migration.Operation<String, AccountDebits> debits;
    private final LedgerRepairLog repairs;
    private final LedgerRepairJob repairLoop;
    private final Backfill backfill;
    private final Reconciliation<PaymentMessageKey> reconciliation;
    private final DebtorExtractor debtorOf;
    private final AtomicReference<@Nullable Thread> copying = new AtomicReference<>();
    private volatile @Nullable String copyProblem;

    /// Extracts the account by which a message is partitioned; empty without one.
    @FunctionalInterface
    public interface DebtorExtractor {
        /// Returns the debtor of a message; never throws.
        String debtorOf(byte[] message);
    }

    /// The state of the migration.
    ///
    /// @param stage stage of all partitions; a partition may be one stage ahead
    /// @param backfill progress of the backfill
    /// @param copying whether the backfill is running
    /// @param problem why the backfill stopped early; null when it did not
    /// @param lackedByNew number of messages that the repair log has for the new ledger
    /// @param lackedByOld number of messages that the repair log has for the old ledger
    public record LedgerMigrationState(
            String stage,
            Backfill.Progress backfill,
            boolean copying,
            @Nullable String problem,
            long lackedByNew,
            long lackedByOld) {}

    public LedgerMigration(Migration migration, Ledger oldLedger, Ledger newLedger, DebtorExtractor debtorOf) {
        this.migration = migration;
        this.newLedger = newLedger;
        this.debtorOf = debtorOf;
        this.repairs = new LedgerRepairLog(oldLedger, newLedger);
        this.repairLoop = new LedgerRepairJob(repairs);
        this.write = migration
                .<LedgerWrite, BookingResult>write(
                        booking -> booking.bookIn(oldLedger.core()), booking -> booking.bookIn(newLedger.core()))
                .failedWhen(result -> !(result instanceof BookingResult.Accepted))
                .repairLog(repairs)
                .secondWriteLimits(CandidateLimits.concurrency(SECOND_WRITES))
                .readingBack(
                        booking -> BookedContent.load(oldLedger.jdbc(), booking.submission()),
                        booking -> BookedContent.load(newLedger.jdbc(), booking.submission()),
                        BookedContent.shadowOptions())
                .build();
        this.debits = debits(migration, oldLedger, newLedger);
        var oldRanges = new LedgerRangedStore(oldLedger);
        this.backfill = migration
                .backfill(oldRanges, new LedgerRangeCopy(oldLedger, newLedger))
                .journal(new JdbcBackfillJournal(newLedger.jdbc()))
                .rangeRows(RANGE_MESSAGES)
                .rowsPerSecond(COPIED_PER_SECOND)
                .build();
        this.reconciliation = migration
                .reconciliation(oldRanges, new LedgerRangedStore(newLedger))
                .rangeRows(RANGE_MESSAGES)
                .rowsPerSecond(COMPARED_PER_SECOND)
                .pause(PAUSE)
                .gracePeriod(PATIENCE)
                .keyFormatter(PaymentMessageKey::messageId)
                .build();
    }

    private static Migration.Operation<String, AccountDebits> debits(
            Migration migration, Ledger oldLedger, Ledger newLedger) {
        return migration
                .<String, AccountDebits>read(
                        account -> AccountDebits.of(oldLedger.jdbc(), account),
                        account -> AccountDebits.of(newLedger.jdbc(), account))
                .shadowing(ShadowOptions.<AccountDebits>comparing(AccountDebits::equals)
                        .controlRepeatable()
                        .field("transfers", AccountDebits::transfers)
                        .field("minorUnits", AccountDebits::minorUnits))
                .build();
    }

    /// Starts to process the repair log and to compare the ledgers.
    public void start() {
        repairLoop.start();
        reconciliation.start();
    }

    /// Books a message in the store or stores of its partition.
    public BookingResult book(PaymentSubmission submission) {
        String debtor = debtorOf.debtorOf(submission.bytes());
        return write.run(partition(debtor), new LedgerWrite(debtor, submission));
    }

    /// Returns the debits of an account.
    public AccountDebits debits(String account) {
        return debits.run(partition(account), account);
    }

    private static EvaluationContext partition(String debtor) {
        return debtor.isEmpty() ? EvaluationContext.EMPTY : EvaluationContext.of(debtor);
    }

    /// Returns the state of the migration.
    public LedgerMigrationState state() {
        Thread thread = copying.get();
        return new LedgerMigrationState(
                migration.stage(EvaluationContext.EMPTY).variant(),
                backfill.progress(),
                thread != null && thread.isAlive(),
                copyProblem,
                repairs.countMissingInNew(),
                repairs.countMissingInOld());
    }

    /// Starts or resumes the backfill.
    ///
    /// @return false when it is already running
    public boolean startBackfill() {
        Thread running = copying.get();
        if (running != null && running.isAlive()) {
            return false;
        }
        Thread thread = Thread.ofPlatform().name("backfill").daemon().unstarted(this::runBackfill);
        if (!copying.compareAndSet(running, thread)) {
            return false;
        }
        copyProblem = null;
        thread.start();
        return true;
    }

    private void runBackfill() {
        try {
            Backfill.Progress done = backfill.run();
            LOG.info("Backfill copied {} messages in {} ranges", done.rows(), done.ranges());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            copyProblem = e.getMessage();
            LOG.warn("Backfill stopped; the next run continues at the same position", e);
        }
    }

    /// Runs one complete comparison of both ledgers.
    public ReconciliationReport<?> reconcile() throws InterruptedException {
        return reconciliation.run();
    }

    /// Empties the new ledger, to restart after it turned out to be wrong. Only possible while no stage
    /// writes it.
    ///
    /// @return false when the current stage writes the new ledger; nothing was deleted then
    public boolean emptyNewLedger() {
        if (migration.stage(EvaluationContext.EMPTY) != MigrationStage.OFF) {
            return false;
        }
        newLedger.jdbc().execute("TRUNCATE message, transfer, posting, repair, backfill");
        return true;
    }

    @Override
    public void close() {
        repairLoop.close();
        reconciliation.close();
        Thread thread = copying.get();
        if (thread != null) {
            thread.interrupt();
        }
    }
}
