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

/// The move of the ledger as the flag `ledger-store` leads it. A message belongs to the partition of its first
/// debtor; so does the question what that debtor has paid. Thread-safe.
///
/// Written to both ledgers, a message is read back from each, because a new core that books it twice or
/// in part fails at nothing that its answer shows.
public final class LedgerMigration implements AutoCloseable {
    /// Key of the flag.
    public static final String FLAG = "ledger-store";

    private static final Logger LOG = LoggerFactory.getLogger(LedgerMigration.class);
    /* A ledger that is away makes so many payments wait at once; the others it does not hold up. */
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

    /// Finds the account by which a message is partitioned; empty when there is none.
    @FunctionalInterface
    public interface DebtorExtractor {
        /// Says whose message it is; never throws.
        String debtorOf(byte[] message);
    }

    /// Says how the ledgers stand.
    ///
    /// @param stage where everybody is; a partition may be one further
    /// @param backfill how far the copying is
    /// @param copying whether it runs now
    /// @param problem why it ended before its end; null when it did not
    /// @param lackedByNew messages that the repair log has for the new ledger
    /// @param lackedByOld messages that the repair log has for the old ledger
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
                        booking -> booking.by(oldLedger.core()), booking -> booking.by(newLedger.core()))
                .failedWhen(answer -> !(answer instanceof BookingResult.Accepted))
                .repairLog(repairs)
                .secondWriteLimits(CandidateLimits.concurrency(SECOND_WRITES))
                .readingBack(
                        booking -> BookedContent.in(oldLedger.jdbc(), booking.submission()),
                        booking -> BookedContent.in(newLedger.jdbc(), booking.submission()),
                        BookedContent.shadowing())
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
                .patience(PATIENCE)
                .describing(PaymentMessageKey::messageId)
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

    /// Begins to work the repair log off and to compare the ledgers.
    public void start() {
        repairLoop.start();
        reconciliation.start();
    }

    /// Books a message where its partition is.
    public BookingResult book(PaymentSubmission submission) {
        String debtor = debtorOf.debtorOf(submission.bytes());
        return write.run(partition(debtor), new LedgerWrite(debtor, submission));
    }

    /// What an account has paid.
    public AccountDebits debits(String account) {
        return debits.run(partition(account), account);
    }

    private static EvaluationContext partition(String debtor) {
        return debtor.isEmpty() ? EvaluationContext.EMPTY : EvaluationContext.of(debtor);
    }

    /// How the ledgers stand.
    public LedgerMigrationState state() {
        Thread thread = copying.get();
        return new LedgerMigrationState(
                migration.stage(EvaluationContext.EMPTY).variant(),
                backfill.progress(),
                thread != null && thread.isAlive(),
                copyProblem,
                repairs.lackedByNew(),
                repairs.lackedByOld());
    }

    /// Begins to copy, or goes on.
    ///
    /// @return false when it runs already
    public boolean copy() {
        Thread running = copying.get();
        if (running != null && running.isAlive()) {
            return false;
        }
        Thread thread = Thread.ofPlatform().name("backfill").daemon().unstarted(this::copyAll);
        if (!copying.compareAndSet(running, thread)) {
            return false;
        }
        copyProblem = null;
        thread.start();
        return true;
    }

    private void copyAll() {
        try {
            Backfill.Progress done = backfill.run();
            LOG.info("copied {} messages in {} ranges", done.rows(), done.ranges());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            copyProblem = e.getMessage();
            LOG.warn("the copying ended before its end; it goes on where it was", e);
        }
    }

    /// Compares both ledgers once, whole.
    public ReconciliationReport<?> compare() throws InterruptedException {
        return reconciliation.run();
    }

    /// Empties the new ledger, to begin again after it turned out to be wrong: only while nobody writes it.
    ///
    /// @return false when the migration is at a stage that writes the new ledger, and nothing was done
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
