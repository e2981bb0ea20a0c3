// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.message.TestMessage;
import dev.evenkeel.examples.payments.migration.LedgerMigration;
import dev.evenkeel.examples.payments.modern.ModernCoreFault;
import dev.evenkeel.sdk.WriteBlockedByRepairException;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The migration of the ledger between two real databases.
class LedgerMigrationIT {
    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final TestLedger oldLedger = new TestLedger();
    private final TestLedger newLedger = new TestLedger();
    private LedgerMigration migration;

    @BeforeEach
    void open() {
        migration = new LedgerMigration(
                evenkeel.migration(LedgerMigration.FLAG),
                oldLedger.asOld(),
                newLedger.asNew(),
                message -> DebtorScanner.findDebtor(message).orElse(""));
    }

    @AfterEach
    void close() {
        migration.close();
        oldLedger.close();
        newLedger.close();
    }

    @ParameterizedTest
    @EnumSource(MigrationStage.class)
    void booksInLedgersOfCurrentStage(MigrationStage migrationStage) {
        setStage(migrationStage);
        BookingResult result = migration.book(aMessage("S-1").submission());

        assertThat(result).isInstanceOf(BookingResult.Accepted.class);
        assertThat(oldLedger.count("message")).isEqualTo(migrationStage == MigrationStage.COMPLETE ? 0 : 1);
        assertThat(newLedger.count("message")).isEqualTo(migrationStage == MigrationStage.OFF ? 0 : 1);
        assertThat(migration.debits(TestMessage.DEBTOR).transfers()).isEqualTo(1);
        assertThat(migration.state().stage()).isEqualTo(migrationStage.variant());
    }

    @Test
    void copiesEarlierMessageUnchangedToNewLedgerOnReplay() {
        setStage(MigrationStage.OFF);
        PaymentSubmission first = aMessage("S-1").submission();
        migration.book(first);
        setStage(MigrationStage.DUALWRITE);
        BookingResult again = migration.book(first.receivedAt(TestLedger.NOW.plusSeconds(60)));

        assertThat(again).isEqualTo(oldLedger.classic.book(first));
        assertThat(newLedger.bookedRows()).isEqualTo(oldLedger.bookedRows());
    }

    @Test
    void backfillsAndReconcilesEarlierMessages() throws InterruptedException {
        setStage(MigrationStage.OFF);
        bookMessages(1_203);
        setStage(MigrationStage.DUALWRITE);
        for (int i = 0; i < 40; i++) {
            migration.book(aMessage("L-" + i).submission());
        }

        backfill();

        assertThat(migration.state().backfill().rows()).isEqualTo(1_243);
        assertThat(newLedger.bookedRows()).isEqualTo(oldLedger.bookedRows());
        assertThat(newLedger.audit.audit().balanced()).isTrue();
        assertThat(migration.reconcile().isEqual()).isTrue();
    }

    @Test
    void reportsMismatchingRangeOnReconciliation() throws InterruptedException {
        setStage(MigrationStage.OFF);
        bookMessages(800);
        setStage(MigrationStage.DUALWRITE);
        backfill();
        newLedger.jdbc.update("UPDATE posting SET amount_minor = amount_minor + sign(amount_minor)"
                + " WHERE transfer = (SELECT min(transfer.id) FROM transfer JOIN message ON message.id = message"
                + " WHERE message_id = 'M-700')");
        assertThat(migration.reconcile().mismatches())
                .singleElement()
                .satisfies(found -> assertThat(found.differingRanges())
                        .singleElement()
                        .asString()
                        .contains("M-700"));
    }

    private void bookMessages(int messages) {
        for (int i = 0; i < messages; i++) {
            migration.book(aMessage("M-" + i).transfers(1 + i % 3).submission());
        }
    }

    private void backfill() {
        assertThat(migration.startBackfill()).isTrue();
        await().until(() -> migration.state().backfill().finished());
    }

    @Test
    void rejectsBackfillBeforeDualWrite() {
        setStage(MigrationStage.OFF);
        migration.startBackfill();
        await().until(() -> !migration.state().copying());
        assertThat(migration.state().problem()).contains("roll out dualwrite first");
    }

    @Test
    void repairsNewLedgerAfterOutageWithoutFailingPayments() {
        setStage(MigrationStage.DUALWRITE);
        newLedger.failTransfersWithId("E-1");
        assertThat(migration.book(aMessage("S-1").submission())).isInstanceOf(BookingResult.Accepted.class);
        assertThat(migration.state().lackedByNew()).isEqualTo(1);
        assertThat(newLedger.count("message")).isZero();

        newLedger.repair();
        migration.start();
        await().until(() -> migration.state().lackedByNew() == 0);
        assertThat(newLedger.bookedRows()).isEqualTo(oldLedger.bookedRows());
    }

    @Test
    void blocksWritesAfterRollbackUntilOldLedgerIsRepaired() {
        setStage(MigrationStage.LIVE);
        oldLedger.failTransfersWithId("E-1");
        PaymentSubmission message = aMessage("S-1").submission();
        assertThat(migration.book(message)).isInstanceOf(BookingResult.Accepted.class);
        assertThat(migration.state().lackedByOld()).isEqualTo(1);

        setStage(MigrationStage.SHADOW);
        PaymentSubmission other = aMessage("S-2").submission();
        assertThatThrownBy(() -> migration.book(other)).isInstanceOf(WriteBlockedByRepairException.class);
        assertThat(migration.book(aMessage("S-3")
                        .debtor("<IBAN>" + TestMessage.CREDITOR + "</IBAN>")
                        .transfer("E-9", "EUR", "10.00")
                        .submission()))
                .isInstanceOf(BookingResult.Accepted.class);

        oldLedger.repair();
        migration.start();
        await().until(() -> migration.state().lackedByOld() == 0);
        assertThat(migration.book(other)).isInstanceOf(BookingResult.Accepted.class);
        assertThat(newLedger.bookedRows()).isEqualTo(oldLedger.bookedRows());
    }

    @Test
    void detectsDoubleBookingInNewLedgerWithoutFailingPayment() {
        evenkeel.load(MigrationStageDefinitions.between(MigrationStage.OFF, MigrationStage.DUALWRITE, 100));
        PaymentSubmission message = aMessage("S-1").submission();
        migration.book(message);
        assertThat(evenkeel.events(LedgerMigration.FLAG, "dualwrite", MetricNames.SHADOW_COMPARED))
                .isEqualTo(1);
        assertThat(evenkeel.events(LedgerMigration.FLAG, "dualwrite", MetricNames.SHADOW_DIFFERING))
                .isZero();

        newLedger.faults.set(ModernCoreFault.DOUBLE_BOOKING, true);
        assertThat(migration.book(message.receivedAt(TestLedger.NOW.plusSeconds(1))))
                .isEqualTo(oldLedger.classic.book(message));
        assertThat(evenkeel.events(LedgerMigration.FLAG, "dualwrite", MetricNames.SHADOW_DIFFERING))
                .isEqualTo(1);
        assertThat(evenkeel.failures(LedgerMigration.FLAG, "dualwrite")).isZero();
        assertThat(oldLedger.audit.audit().balanced()).isTrue();
        assertThat(newLedger.audit.audit().balanced()).isFalse();
    }

    @Test
    void emptiesNewLedgerOnlyBeforeDualWrite() {
        evenkeel.load(MigrationStageDefinitions.between(MigrationStage.OFF, MigrationStage.DUALWRITE, 100));
        migration.book(aMessage("S-1").submission());
        assertThat(newLedger.count("message")).isEqualTo(1);
        assertThat(migration.emptyNewLedger()).isTrue();
        setStage(MigrationStage.DUALWRITE);
        assertThat(migration.emptyNewLedger()).isFalse();
        assertThat(newLedger.count("message")).isZero();
    }

    @Test
    void sumsDebitsPerCurrency() {
        setStage(MigrationStage.OFF);
        migration.book(aMessage("S-1").transfers(2).submission());
        assertThat(migration.debits(TestMessage.DEBTOR).transfers()).isEqualTo(2);
        assertThat(migration.debits(TestMessage.DEBTOR).minorUnits().values())
                .allMatch(sum -> sum.compareTo(BigDecimal.ZERO) > 0);
        assertThat(migration.debits("nobody").minorUnits()).isEqualTo(Map.of());
    }

    private void setStage(MigrationStage migrationStage) {
        evenkeel.load(MigrationStageDefinitions.at(migrationStage));
    }
}
