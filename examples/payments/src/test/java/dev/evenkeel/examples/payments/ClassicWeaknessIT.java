// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.examples.payments.classic.ClassicWeakness;
import dev.evenkeel.examples.payments.ledger.ClearingService;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.message.StatusReasonCode;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// Each weakness of the classic core, open and mended, in its circumstances. The books stay right
/// either way.
class ClassicWeaknessIT {
    private final TestLedger testLedger = new TestLedger();

    @AfterEach
    void assertLedgerBalanced() {
        assertThat(testLedger.audit.audit().balanced()).isTrue();
        testLedger.close();
    }

    @Test
    void latinOnlyWeaknessRejectsNamesBeyondBasicLatin() {
        PaymentSubmission polish =
                aMessage("M-1").party("<Nm>Łódź Handel 7</Nm>").submission();
        PaymentSubmission plain = aMessage("M-2").party("<Nm>Customer 7</Nm>").submission();
        testLedger.weaknesses.set(ClassicWeakness.LATIN_ONLY, true);

        assertThat(testLedger.classic.book(polish)).isInstanceOfSatisfying(BookingResult.Rejected.class, rejected -> {
            assertThat(rejected.messageId()).isEqualTo("M-1");
            assertThat(rejected.reasons()).extracting("code").containsExactly(StatusReasonCode.RR10);
        });
        assertThat(testLedger.classic.book(plain)).isInstanceOf(BookingResult.Accepted.class);
        assertThat(testLedger.modern.book(
                        aMessage("M-3").party("<Nm>Müller</Nm>").submission()))
                .isInstanceOf(BookingResult.Accepted.class);
        assertThat(testLedger.count("message")).isEqualTo(2);

        testLedger.weaknesses.set(ClassicWeakness.LATIN_ONLY, false);
        assertThat(testLedger.classic.book(polish)).isInstanceOf(BookingResult.Accepted.class);
    }

    @Test
    void refusedRepeatsWeaknessRejectsRepeatedMessage() {
        PaymentSubmission message = aMessage("M-1").transfers(2).submission();
        BookingResult first = testLedger.classic.book(message);
        testLedger.weaknesses.set(ClassicWeakness.REFUSED_REPEATS, true);

        assertThat(testLedger.classic.book(message))
                .isInstanceOfSatisfying(
                        BookingResult.Conflict.class,
                        conflict -> assertThat(conflict.reason().text()).contains("M-1", "it is a duplicate"));
        assertThat(testLedger.modern.book(message)).isEqualTo(first);
        assertThat(testLedger.count("transfer")).isEqualTo(2);

        testLedger.weaknesses.set(ClassicWeakness.REFUSED_REPEATS, false);
        assertThat(testLedger.classic.book(message)).isEqualTo(first);
        assertThat(testLedger.count("transfer")).isEqualTo(2);
    }

    @Test
    void refusedRepeatsWeaknessStillCompletesInterruptedMessage() {
        PaymentSubmission message = aMessage("M-1").transfers(3).submission();
        testLedger.weaknesses.set(ClassicWeakness.REFUSED_REPEATS, true);
        testLedger.failTransfersWithId("E-2");
        assertThatThrownBy(() -> testLedger.classic.book(message)).isInstanceOf(RuntimeException.class);
        testLedger.repair();

        assertThat(testLedger.classic.book(message)).isInstanceOf(BookingResult.Accepted.class);
        assertThat(testLedger.count("transfer")).isEqualTo(3);
    }

    @Test
    void shortLockWaitWeaknessFailsOnLockThatFixedCoreWaitsFor() throws Exception {
        PaymentSubmission message = aMessage("M-1").transfers(2).submission();
        try (Connection holder =
                        Objects.requireNonNull(testLedger.jdbc.getDataSource()).getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE transfer IN SHARE MODE");
            testLedger.weaknesses.set(ClassicWeakness.SHORT_LOCK_WAIT, true);
            assertThatThrownBy(() -> testLedger.classic.book(message))
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("lock timeout");
            assertThat(testLedger.audit.audit().messagesUnfinished()).isEqualTo(1);

            testLedger.weaknesses.set(ClassicWeakness.SHORT_LOCK_WAIT, false);
            CompletableFuture<BookingResult> waiting =
                    CompletableFuture.supplyAsync(() -> testLedger.classic.book(message));
            await().until(this::isLockContended);
            holder.rollback();
            assertThat(waiting.get()).isInstanceOf(BookingResult.Accepted.class);
        }
        assertThat(testLedger.count("transfer")).isEqualTo(2);
        assertThat(testLedger.audit.audit().messagesUnfinished()).isZero();
    }

    private boolean isLockContended() {
        return !testLedger
                .jdbc
                .queryForList("SELECT pid FROM pg_locks WHERE NOT granted")
                .isEmpty();
    }

    @Test
    void clearingCutIncludesEachTransferOnce() throws Exception {
        testLedger.clearing.createCut();
        testLedger.classic.book(aMessage("M-1").transfers(2).submission());
        testLedger.clearing.createCut();
        assertThat(testLedger.clearing.getTotals()).isEqualTo(new ClearingService.ClearingTotals(2, 2));

        try (Connection writer =
                        Objects.requireNonNull(testLedger.jdbc.getDataSource()).getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE transfer IN ROW EXCLUSIVE MODE");
            assertThatThrownBy(testLedger.clearing::createCut).isInstanceOf(DataAccessException.class);
            writer.rollback();
        }
        testLedger.modern.book(aMessage("M-2").transfers(3).submission());
        testLedger.clearing.createCut();
        assertThat(testLedger.clearing.getTotals()).isEqualTo(new ClearingService.ClearingTotals(3, 5));
    }
}
