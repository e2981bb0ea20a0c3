// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.ledger.PaymentMessageRepository;
import dev.evenkeel.examples.payments.ledger.StoredPaymentMessage;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentOrder;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/// Ledger writer of the modern core. Books an order with one statement: the message, its transfers and their
/// legs are committed atomically.
///
/// Only a known message id costs further round trips. It is either a retry, which gets the same response as
/// the first; or a message that another core booked partly, which is completed; or a conflict. Thread-safe.
public final class ModernLedger {
    /// Parameters: message id, party, digest, number of transfers, time, id or null for the next; then
    /// [TransferArrayBinder].
    private static final String BOOK = """
            WITH registered AS (
                INSERT INTO message (message_id, initiating_party, content_sha256, transfers, state, received_at, id)
                VALUES (?, ?, ?, ?, 'ACCEPTED', ?, coalesce(?::bigint, nextval('message_number')))
                ON CONFLICT DO NOTHING RETURNING id
            ), booked AS (
                INSERT INTO transfer (message, end_to_end_id, occurrence, debtor_account, creditor_account,
                                      currency, amount_minor)
                SELECT registered.id, line.* FROM registered
                CROSS JOIN unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[]) AS line
                RETURNING id, debtor_account, creditor_account, currency, amount_minor
            ), posted AS (
                INSERT INTO posting (transfer, side, account, currency, amount_minor)
                SELECT id, 'D', debtor_account, currency, -amount_minor FROM booked
                UNION ALL
                SELECT id, 'C', creditor_account, currency, amount_minor FROM booked
            )
            SELECT id FROM registered""";

    /// Parameters: the message's number; then [TransferArrayBinder]; then the number again.
    private static final String COMPLETE = """
            WITH booked AS (
                INSERT INTO transfer (message, end_to_end_id, occurrence, debtor_account, creditor_account,
                                      currency, amount_minor)
                SELECT ?, line.*
                FROM unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::bigint[]) AS line
                ON CONFLICT DO NOTHING
                RETURNING id, debtor_account, creditor_account, currency, amount_minor
            ), posted AS (
                INSERT INTO posting (transfer, side, account, currency, amount_minor)
                SELECT id, 'D', debtor_account, currency, -amount_minor FROM booked
                UNION ALL
                SELECT id, 'C', creditor_account, currency, amount_minor FROM booked
            )
            UPDATE message SET state = 'ACCEPTED' WHERE id = ?""";

    private final PaymentMessageRepository messages;
    private final JdbcTemplate jdbc;
    private final ModernCoreFaultSwitches faults;
    private final SettlementPosition settlement;
    private final MessageNumberAllocator numbers;

    public ModernLedger(
            PaymentMessageRepository messages,
            JdbcTemplate jdbc,
            ModernCoreFaultSwitches faults,
            SettlementPosition settlement,
            MessageNumberAllocator numbers) {
        this.messages = messages;
        this.jdbc = jdbc;
        this.faults = faults;
        this.settlement = settlement;
        this.numbers = numbers;
    }

    BookingResult book(PaymentOrder paymentOrder, PaymentSubmission submission) {
        Instant receivedAt = submission.receivedAt();
        LedgerEntry entry = new LedgerEntry(paymentOrder, paymentOrder.initiatingParty(), submission, receivedAt);
        return faults.isOn(ModernCoreFault.SLOW_TAIL)
                ? settlement.runLocked(receivedAt, () -> book(entry))
                : book(entry);
    }

    private BookingResult book(LedgerEntry entry) {
        if (insert(entry)) {
            return new BookingResult.Accepted(entry.order(), entry.receivedAt());
        }
        if (faults.isOn(ModernCoreFault.DOUBLE_BOOKING)) {
            insert(entry.withDistinctParty());
            return new BookingResult.Accepted(entry.order(), entry.receivedAt());
        }
        return handleDuplicate(entry);
    }

    private BookingResult handleDuplicate(LedgerEntry entry) {
        StoredPaymentMessage first =
                messages.getStored(entry.order(), entry.submission().sha256());
        if (!first.sameContent()) {
            return BookingResult.Conflict.contentMismatch(first.receivedAt(), entry.order());
        }
        if (!first.accepted()) {
            complete(first.id(), entry.order());
        }
        return new BookingResult.Accepted(entry.order(), first.receivedAt());
    }

    /// Books the entry unless its message id is known, and returns whether it did. One round trip in its own
    /// transaction.
    private boolean insert(LedgerEntry entry) {
        Long number = faults.isOn(ModernCoreFault.ERROR_BURSTS) ? Long.valueOf(numbers.allocate()) : null;
        List<Long> inserted = jdbc.query(
                BOOK,
                statement -> {
                    statement.setString(1, entry.order().messageId());
                    statement.setString(2, entry.party());
                    statement.setBytes(3, entry.submission().sha256());
                    statement.setInt(4, entry.order().transfers().size());
                    statement.setObject(5, PaymentMessageRepository.timestamp(entry.receivedAt()));
                    statement.setObject(6, number, java.sql.Types.BIGINT);
                    TransferArrayBinder.bind(statement, 7, entry.order().transfers());
                },
                (row, index) -> row.getLong(1));
        return !inserted.isEmpty();
    }

    private void complete(long message, PaymentOrder paymentOrder) {
        jdbc.update(COMPLETE, statement -> {
            statement.setLong(1, message);
            TransferArrayBinder.bind(statement, 2, paymentOrder.transfers());
            statement.setLong(8, message);
        });
    }

    /// A message to insert.
    private record LedgerEntry(PaymentOrder order, String party, PaymentSubmission submission, Instant receivedAt) {

        /// Returns the entry with a party name made distinct by the time. Names are not unique, so this looks
        /// right; but it is how a retry becomes a second payment.
        LedgerEntry withDistinctParty() {
            return new LedgerEntry(order, party + " (" + receivedAt + ")", submission, receivedAt);
        }
    }
}
