// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.ledger.PaymentMessageRepository;
import dev.evenkeel.examples.payments.ledger.StoredPaymentMessage;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.CreditTransfer;
import dev.evenkeel.examples.payments.message.PaymentOrder;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// Ledger writer of the classic core. Books an order row by row: registers the message, then commits each
/// transfer with its two legs, then marks the message as accepted.
///
/// If booking is interrupted, the message stays RECEIVED, and resending it completes the booking: existing
/// transfers are left unchanged. Thread-safe.
public final class ClassicLedger {
    /* Applies with the weakness SHORT_LOCK_WAIT; otherwise a booking waits until the lock is free. */
    private static final int SHORT_WAIT_MILLIS = 20;

    private final PaymentMessageRepository messages;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final WeaknessSwitches weaknesses;

    public ClassicLedger(
            PaymentMessageRepository messages,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            WeaknessSwitches weaknesses) {
        this.messages = messages;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.weaknesses = weaknesses;
    }

    BookingResult book(PaymentOrder paymentOrder, PaymentSubmission submission) {
        StoredPaymentMessage message =
                messages.insertIfAbsent(paymentOrder, submission.sha256(), submission.receivedAt());
        if (!message.sameContent()) {
            return BookingResult.Conflict.contentMismatch(message.receivedAt(), paymentOrder);
        }
        if (message.accepted() && weaknesses.isOpen(ClassicWeakness.REFUSED_REPEATS)) {
            return BookingResult.Conflict.duplicate(message.receivedAt(), paymentOrder);
        }
        if (!message.accepted()) {
            for (CreditTransfer transfer : paymentOrder.transfers()) {
                transactions.executeWithoutResult(status -> {
                    limitWait();
                    book(message.id(), transfer);
                });
            }
            messages.markAccepted(message.id());
        }
        return new BookingResult.Accepted(paymentOrder, message.receivedAt());
    }

    private void limitWait() {
        if (weaknesses.isOpen(ClassicWeakness.SHORT_LOCK_WAIT)) {
            jdbc.execute("SET LOCAL lock_timeout = " + SHORT_WAIT_MILLIS);
        }
    }

    private void book(long message, CreditTransfer transfer) {
        List<Long> inserted = jdbc.query(
                """
                INSERT INTO transfer (message, end_to_end_id, occurrence, debtor_account, creditor_account,
                                      currency, amount_minor)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id""",
                (row, index) -> row.getLong(1),
                message,
                transfer.endToEndId(),
                transfer.occurrence(),
                transfer.debtorAccount(),
                transfer.creditorAccount(),
                transfer.amount().currency(),
                transfer.amount().minorUnits());
        for (long id : inserted) {
            long amount = transfer.amount().minorUnits();
            post(id, "D", transfer.debtorAccount(), transfer.amount().currency(), -amount);
            post(id, "C", transfer.creditorAccount(), transfer.amount().currency(), amount);
        }
    }

    private void post(long transfer, String side, String account, String currency, long amountMinor) {
        jdbc.update(
                "INSERT INTO posting (transfer, side, account, currency, amount_minor) VALUES (?, ?, ?, ?, ?)",
                transfer,
                side,
                account,
                currency,
                amountMinor);
    }
}
