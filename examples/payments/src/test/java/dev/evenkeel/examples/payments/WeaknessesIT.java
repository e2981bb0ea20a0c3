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
class WeaknessesIT {
    private final TestLedger ledger = new TestLedger();

    @AfterEach
    void booksAreRight() {
        assertThat(ledger.audit.audit().balanced()).isTrue();
        ledger.close();
    }

    @Test
    void latinOnlyRefusesNamesThatNeedOtherCharacters() {
        PaymentSubmission polish =
                aMessage("M-1").party("<Nm>Łódź Handel 7</Nm>").submission();
        PaymentSubmission plain = aMessage("M-2").party("<Nm>Customer 7</Nm>").submission();
        ledger.weaknesses.set(ClassicWeakness.LATIN_ONLY, true);

        assertThat(ledger.classic.book(polish)).isInstanceOfSatisfying(BookingResult.Rejected.class, refused -> {
            assertThat(refused.messageId()).isEqualTo("M-1");
            assertThat(refused.reasons()).extracting("code").containsExactly(StatusReasonCode.RR10);
        });
        assertThat(ledger.classic.book(plain)).isInstanceOf(BookingResult.Accepted.class);
        assertThat(ledger.modern.book(aMessage("M-3").party("<Nm>Müller</Nm>").submission()))
                .isInstanceOf(BookingResult.Accepted.class);
        assertThat(ledger.count("message")).isEqualTo(2);

        ledger.weaknesses.set(ClassicWeakness.LATIN_ONLY, false);
        assertThat(ledger.classic.book(polish)).isInstanceOf(BookingResult.Accepted.class);
    }

    @Test
    void refusedRepeatsRefusesWhatIsBookedAlready() {
        PaymentSubmission message = aMessage("M-1").transfers(2).submission();
        BookingResult first = ledger.classic.book(message);
        ledger.weaknesses.set(ClassicWeakness.REFUSED_REPEATS, true);

        assertThat(ledger.classic.book(message))
                .isInstanceOfSatisfying(
                        BookingResult.Conflict.class,
                        conflict -> assertThat(conflict.reason().text()).contains("M-1", "it is a duplicate"));
        assertThat(ledger.modern.book(message)).isEqualTo(first);
        assertThat(ledger.count("transfer")).isEqualTo(2);

        ledger.weaknesses.set(ClassicWeakness.REFUSED_REPEATS, false);
        assertThat(ledger.classic.book(message)).isEqualTo(first);
        assertThat(ledger.count("transfer")).isEqualTo(2);
    }

    @Test
    void refusedRepeatsStillCompletesWhatBrokeHalfWay() {
        PaymentSubmission message = aMessage("M-1").transfers(3).submission();
        ledger.weaknesses.set(ClassicWeakness.REFUSED_REPEATS, true);
        ledger.breakAt("E-2");
        assertThatThrownBy(() -> ledger.classic.book(message)).isInstanceOf(RuntimeException.class);
        ledger.repair();

        assertThat(ledger.classic.book(message)).isInstanceOf(BookingResult.Accepted.class);
        assertThat(ledger.count("transfer")).isEqualTo(3);
    }

    @Test
    void shortLockWaitFailsBehindALockThatTheMendedCoreWaitsFor() throws Exception {
        PaymentSubmission message = aMessage("M-1").transfers(2).submission();
        try (Connection holder =
                        Objects.requireNonNull(ledger.jdbc.getDataSource()).getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE transfer IN SHARE MODE");
            ledger.weaknesses.set(ClassicWeakness.SHORT_LOCK_WAIT, true);
            assertThatThrownBy(() -> ledger.classic.book(message))
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("lock timeout");
            assertThat(ledger.audit.audit().messagesUnfinished()).isEqualTo(1);

            ledger.weaknesses.set(ClassicWeakness.SHORT_LOCK_WAIT, false);
            CompletableFuture<BookingResult> waiting =
                    CompletableFuture.supplyAsync(() -> ledger.classic.book(message));
            await().until(this::somebodyWaitsForALock);
            holder.rollback();
            assertThat(waiting.get()).isInstanceOf(BookingResult.Accepted.class);
        }
        assertThat(ledger.count("transfer")).isEqualTo(2);
        assertThat(ledger.audit.audit().messagesUnfinished()).isZero();
    }

    private boolean somebodyWaitsForALock() {
        return !ledger.jdbc
                .queryForList("SELECT pid FROM pg_locks WHERE NOT granted")
                .isEmpty();
    }

    @Test
    void aCutTakesEachTransferOnceAlsoThoseThatCommitLater() throws Exception {
        ledger.clearing.createCut();
        ledger.classic.book(aMessage("M-1").transfers(2).submission());
        ledger.clearing.createCut();
        assertThat(ledger.clearing.getTotals()).isEqualTo(new ClearingService.ClearingTotals(2, 2));

        try (Connection writer =
                        Objects.requireNonNull(ledger.jdbc.getDataSource()).getConnection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("LOCK TABLE transfer IN ROW EXCLUSIVE MODE");
            assertThatThrownBy(ledger.clearing::createCut).isInstanceOf(DataAccessException.class);
            writer.rollback();
        }
        ledger.modern.book(aMessage("M-2").transfers(3).submission());
        ledger.clearing.createCut();
        assertThat(ledger.clearing.getTotals()).isEqualTo(new ClearingService.ClearingTotals(3, 5));
    }
}
