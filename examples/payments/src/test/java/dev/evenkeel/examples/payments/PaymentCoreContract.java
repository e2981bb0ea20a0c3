// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.message.StatusReasonCode;
import dev.evenkeel.examples.payments.message.TestMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// What every core does.
abstract class PaymentCoreContract {
    private static final int CONCURRENT_SUBMISSIONS = 20;

    protected final TestLedger ledger = new TestLedger();

    protected abstract PaymentCore core();

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void booksTwoLegsPerTransfer() {
        BookingResult result = core().book(aMessage("M-1")
                .transfer("E-1", "EUR", "12.50")
                .transfer("E-2", "EUR", "0.50")
                .submission());

        assertThat(result).isInstanceOf(BookingResult.Accepted.class);
        assertThat(ledger.jdbc.queryForList("""
                        SELECT concat_ws(' ', end_to_end_id, side, account, posting.currency, posting.amount_minor)
                        FROM posting JOIN transfer ON transfer = id ORDER BY 1""", String.class))
                .containsExactly(
                        "E-1 C " + TestMessage.CREDITOR + " EUR 1250",
                        "E-1 D " + TestMessage.DEBTOR + " EUR -1250",
                        "E-2 C " + TestMessage.CREDITOR + " EUR 50",
                        "E-2 D " + TestMessage.DEBTOR + " EUR -50");
    }

    @Test
    void returnsSameResultForReplayWithoutBookingAgain() {
        PaymentSubmission message = aMessage().transfers(3).submission();
        BookingResult first = core().book(message);
        List<String> rows = ledger.bookedRows();

        assertThat(core().book(message)).isEqualTo(first);
        assertThat(ledger.bookedRows()).isEqualTo(rows).hasSize(6);
    }

    @Test
    void rejectsDifferentMessageWithSameId() {
        core().book(aMessage("M-1").transfer("E-1", "EUR", "1").submission());
        List<String> rows = ledger.bookedRows();

        BookingResult result =
                core().book(aMessage("M-1").transfer("E-1", "EUR", "2").submission());

        assertThat(result).isInstanceOfSatisfying(BookingResult.Conflict.class, conflict -> {
            assertThat(conflict.reason().code()).isEqualTo(StatusReasonCode.DU01);
            assertThat(conflict.reason().text()).contains("M-1", "ACME", "different content");
        });
        assertThat(ledger.bookedRows()).isEqualTo(rows);
    }

    @Test
    void acceptsSameMessageIdFromDifferentSenders() {
        core().book(aMessage("1").party("<Nm>Ada</Nm>").submission());
        core().book(aMessage("1").party("<Nm>Bob</Nm>").submission());

        assertThat(ledger.count("message")).isEqualTo(2);
    }

    @Test
    void storesNothingForRejectedMessageAndAcceptsCorrection() {
        assertThat(core().book(aMessage("M-1").transfer("E-1", "EUR", "-1").submission()))
                .isInstanceOf(BookingResult.Rejected.class);
        assertThat(core().book(PaymentSubmission.of(new byte[] {'<'}, TestLedger.NOW)))
                .isInstanceOf(BookingResult.Unreadable.class);
        assertThat(ledger.bookedRows()).isEmpty();

        assertThat(core().book(aMessage("M-1").transfer("E-1", "EUR", "1").submission()))
                .isInstanceOf(BookingResult.Accepted.class);
    }

    @Test
    void booksMessageOnceWhenSubmittedConcurrently() throws Exception {
        PaymentSubmission message = aMessage().transfers(8).submission();

        List<BookingResult> answers = bookConcurrently(List.of(message));

        assertThat(answers).hasSize(CONCURRENT_SUBMISSIONS).containsOnly(answers.getFirst());
        assertThat(answers.getFirst()).isInstanceOf(BookingResult.Accepted.class);
        assertThat(ledger.bookedRows()).hasSize(16);
        assertThat(ledger.audit.audit().balanced()).isTrue();
    }

    @Test
    void booksOneOfTwoConcurrentMessagesWithSameId() throws Exception {
        List<PaymentSubmission> rivals = List.of(
                aMessage("M-1").transfer("E-1", "EUR", "1").submission(),
                aMessage("M-1").transfer("E-2", "EUR", "2").submission());

        List<BookingResult> answers = bookConcurrently(rivals);

        assertThat(answers).filteredOn(BookingResult.Accepted.class::isInstance).hasSize(CONCURRENT_SUBMISSIONS / 2);
        assertThat(answers).filteredOn(BookingResult.Conflict.class::isInstance).hasSize(CONCURRENT_SUBMISSIONS / 2);
        assertThat(ledger.bookedRows()).hasSize(2);
    }

    private List<BookingResult> bookConcurrently(List<PaymentSubmission> messages) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CONCURRENT_SUBMISSIONS);
        List<Future<BookingResult>> futures = new ArrayList<>();
        List<BookingResult> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONCURRENT_SUBMISSIONS; i++) {
                PaymentSubmission message = messages.get(i % messages.size());
                futures.add(threads.submit(() -> {
                    start.await();
                    return core().book(message);
                }));
            }
            for (Future<BookingResult> future : futures) {
                answers.add(future.get());
            }
        }
        return answers;
    }

    @Test
    void completesInterruptedMessageWithoutDoubleBooking() {
        PaymentSubmission message = aMessage().transfers(8).submission();
        ledger.failTransfersWithId("E-5");
        assertThatThrownBy(() -> core().book(message))
                .isInstanceOfAny(DataAccessException.class, TransactionException.class);
        assertThat(ledger.audit.audit().balanced()).isTrue();
        assertThat(ledger.audit.audit().messagesAccepted()).isZero();
        ledger.repair();

        assertThat(core().book(message)).isInstanceOf(BookingResult.Accepted.class);

        assertThat(ledger.bookedRows()).hasSize(16).allMatch(row -> row.contains("ACCEPTED"));
        assertThat(ledger.audit.audit().balanced()).isTrue();
    }

    @Test
    void completesMessageLeftUnfinishedByClassicCore() {
        PaymentSubmission message = aMessage().transfers(8).submission();
        ledger.failTransfersWithId("E-5");
        assertThatThrownBy(() -> ledger.classic.book(message)).isInstanceOf(RuntimeException.class);
        ledger.repair();
        assertThat(ledger.count("transfer")).isEqualTo(4);
        assertThat(ledger.audit.audit().messagesUnfinished()).isEqualTo(1);

        assertThat(core().book(message)).isInstanceOf(BookingResult.Accepted.class);

        assertThat(ledger.bookedRows()).hasSize(16).allMatch(row -> row.contains("ACCEPTED"));
    }

    @Test
    void rejectsDifferentMessageWithIdOfUnfinishedMessage() {
        ledger.failTransfersWithId("E-2");
        assertThatThrownBy(
                        () -> ledger.classic.book(aMessage("M-1").transfers(2).submission()))
                .isInstanceOf(RuntimeException.class);
        ledger.repair();

        assertThat(core().book(aMessage("M-1").transfers(3).submission())).isInstanceOf(BookingResult.Conflict.class);
    }

    @Test
    void booksMessageWithThousandTransfers() {
        assertThat(core().book(aMessage().transfers(1_000).submission())).isInstanceOf(BookingResult.Accepted.class);
        assertThat(ledger.count("posting")).isEqualTo(2_000);
    }
}
