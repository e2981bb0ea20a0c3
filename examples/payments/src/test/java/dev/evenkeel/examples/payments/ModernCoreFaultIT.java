// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.examples.payments.ledger.LedgerAuditReport;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.modern.ModernCoreFault;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each fault does its harm, in the modern core only, and only while it is on.
class ModernCoreFaultIT {
    private final TestLedger testLedger = new TestLedger();

    @AfterEach
    void closeLedger() {
        testLedger.close();
    }

    @Test
    void byteOrderMarkFaultMakesMarkedMessagesUnreadable() {
        PaymentSubmission marked = aMessage("M-1").withByteOrderMark().submission();
        testLedger.faults.set(ModernCoreFault.BYTE_ORDER_MARK, true);

        assertThat(testLedger.modern.book(marked)).isInstanceOf(BookingResult.Unreadable.class);
        assertThat(testLedger.modern.book(aMessage("M-2").submission())).isInstanceOf(BookingResult.Accepted.class);
        assertThat(testLedger.classic.book(marked)).isInstanceOf(BookingResult.Accepted.class);

        testLedger.faults.set(ModernCoreFault.BYTE_ORDER_MARK, false);
        assertThat(testLedger.modern.book(aMessage("M-3").withByteOrderMark().submission()))
                .isInstanceOf(BookingResult.Accepted.class);
    }

    @Test
    void doubleBookingFaultBooksRetryTwiceAndFailsAudit() {
        PaymentSubmission message = aMessage("M-1").transfers(2).submission();
        BookingResult first = testLedger.modern.book(message);
        testLedger.faults.set(ModernCoreFault.DOUBLE_BOOKING, true);
        assertThat(testLedger.audit.audit().balanced()).isTrue();

        assertThat(testLedger.modern.book(message)).isEqualTo(first);

        assertThat(testLedger.count("posting")).isEqualTo(8);
        LedgerAuditReport audit = testLedger.audit.audit();
        assertThat(audit.balanced()).isFalse();
        assertThat(audit.violations())
                .containsExactly(new LedgerAuditReport.Violation(
                        LedgerAuditReport.ViolationKind.CONTENT_BOOKED_TWICE,
                        "message M-1: the same content is booked 2 times"));
    }

    @Test
    void doubleBookingFaultDoesNotAffectClassicCore() {
        PaymentSubmission message = aMessage("M-1").submission();
        testLedger.faults.set(ModernCoreFault.DOUBLE_BOOKING, true);

        testLedger.classic.book(message);
        testLedger.classic.book(message);

        assertThat(testLedger.audit.audit().balanced()).isTrue();
    }

    @Test
    void errorBurstsFaultFailsMessagesOfUsedNumberBlock() {
        testLedger.faults.set(ModernCoreFault.ERROR_BURSTS, true);
        int accepted = 0;
        int failed = 0;
        for (int i = 0; i < 200; i++) {
            try {
                testLedger.modern.book(aMessage("M-" + i).submission());
                accepted++;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("16 message numbers");
                failed++;
            }
        }
        assertThat(accepted).isGreaterThanOrEqualTo(16);
        assertThat(failed).isPositive();
        assertThat(testLedger.classic.book(aMessage("M-c").submission())).isInstanceOf(BookingResult.Accepted.class);
        assertThat(testLedger.count("message")).isEqualTo(accepted + 1);

        testLedger.faults.set(ModernCoreFault.ERROR_BURSTS, false);
        assertThat(testLedger.modern.book(aMessage("M-d").submission())).isInstanceOf(BookingResult.Accepted.class);
        assertThat(testLedger.audit.audit().balanced()).isTrue();
    }

    @Test
    void truncatedAmountsFaultRejectsAmountsThatLoseOneCent() {
        testLedger.faults.set(ModernCoreFault.TRUNCATED_AMOUNTS, true);
        PaymentSubmission unlucky =
                aMessage("M-1").transfer("E-1", "EUR", "4.35").submission();

        assertThat(testLedger.modern.book(unlucky)).isInstanceOf(BookingResult.Rejected.class);
        assertThat(testLedger.modern.book(
                        aMessage("M-2").transfer("E-2", "EUR", "4.25").submission()))
                .isInstanceOf(BookingResult.Accepted.class);
        assertThat(testLedger.classic.book(unlucky)).isInstanceOf(BookingResult.Accepted.class);
        assertThat(testLedger.audit.audit().balanced()).isTrue();
    }

    @Test
    void slowTailFaultMakesMessagesWaitForSettlementAccountLock() throws Exception {
        PaymentSubmission message = aMessage("M-1").submission();
        try (Connection holder =
                        Objects.requireNonNull(testLedger.jdbc.getDataSource()).getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM settlement_position FOR UPDATE");
            assertThat(testLedger.modern.book(aMessage("M-0").submission())).isInstanceOf(BookingResult.Accepted.class);
            testLedger.faults.set(ModernCoreFault.SLOW_TAIL, true);

            CompletableFuture<BookingResult> waiting =
                    CompletableFuture.supplyAsync(() -> testLedger.modern.book(message));
            await().until(this::isLockContended);
            assertThat(waiting).isNotDone();
            assertThat(testLedger.classic.book(aMessage("M-2").submission()))
                    .isInstanceOf(BookingResult.Accepted.class);

            holder.rollback();
            assertThat(waiting.get()).isInstanceOf(BookingResult.Accepted.class);
        }
        assertThat(testLedger.jdbc.queryForList("SELECT credited_minor FROM settlement_position", Long.class))
                .containsExactly(2_000L);
        assertThat(testLedger.audit.audit().balanced()).isTrue();
    }

    private boolean isLockContended() {
        return !testLedger
                .jdbc
                .queryForList("SELECT pid FROM pg_locks WHERE NOT granted")
                .isEmpty();
    }

    @Test
    void slowTailFaultStillHandlesReplaysAndConflicts() {
        testLedger.faults.set(ModernCoreFault.SLOW_TAIL, true);
        PaymentSubmission message = aMessage("M-1").submission();
        BookingResult first = testLedger.modern.book(message);

        assertThat(testLedger.modern.book(message)).isEqualTo(first);
        assertThat(testLedger.modern.book(aMessage("M-1").transfers(2).submission()))
                .isInstanceOf(BookingResult.Conflict.class);
        assertThat(testLedger.count("transfer")).isEqualTo(1);
    }
}
