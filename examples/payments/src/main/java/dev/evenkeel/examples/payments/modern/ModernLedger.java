// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.ledger.MessageTable;
import dev.evenkeel.examples.payments.ledger.StoredMessage;
import dev.evenkeel.examples.payments.message.Answer;
import dev.evenkeel.examples.payments.message.Order;
import dev.evenkeel.examples.payments.message.Submission;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/// Books an order with one statement: the message, its transfers and their legs, committed together or not at all.
///
/// Only a message id that is known already costs further round trips. It is then a retry, which is answered like
/// the first; or one that another core left half booked, which is completed; or a conflict. Thread-safe.
public final class ModernLedger {
    /// Parameters: message id, party, digest, number of transfers, time, id or null for the next; then [Lines].
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

    /// Parameters: the message's number; then [Lines]; then the number again.
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

    private final MessageTable messages;
    private final JdbcTemplate jdbc;
    private final FaultSwitches faults;
    private final SettlementPosition settlement;
    private final NumberBlock numbers;

    public ModernLedger(
            MessageTable messages,
            JdbcTemplate jdbc,
            FaultSwitches faults,
            SettlementPosition settlement,
            NumberBlock numbers) {
        this.messages = messages;
        this.jdbc = jdbc;
        this.faults = faults;
        this.settlement = settlement;
        this.numbers = numbers;
    }

    Answer book(Order order, Submission submission) {
        Instant receivedAt = submission.receivedAt();
        Entry entry = new Entry(order, order.initiatingParty(), submission, receivedAt);
        return faults.isOn(Fault.SLOW_TAIL) ? settlement.whileLocked(receivedAt, () -> book(entry)) : book(entry);
    }

    private Answer book(Entry entry) {
        if (insert(entry)) {
            return new Answer.Accepted(entry.order(), entry.receivedAt());
        }
        if (faults.isOn(Fault.DOUBLE_BOOKING)) {
            insert(entry.apart());
            return new Answer.Accepted(entry.order(), entry.receivedAt());
        }
        return repeated(entry);
    }

    private Answer repeated(Entry entry) {
        StoredMessage first = messages.known(entry.order(), entry.submission().sha256());
        if (!first.sameContent()) {
            return Answer.Conflict.with(first.receivedAt(), entry.order());
        }
        if (!first.accepted()) {
            complete(first.id(), entry.order());
        }
        return new Answer.Accepted(entry.order(), first.receivedAt());
    }

    /// Books the entry unless its message id is known; says whether it did. One round trip, its own transaction.
    private boolean insert(Entry entry) {
        Long number = faults.isOn(Fault.ERROR_BURSTS) ? Long.valueOf(numbers.next()) : null;
        List<Long> inserted = jdbc.query(
                BOOK,
                statement -> {
                    statement.setString(1, entry.order().messageId());
                    statement.setString(2, entry.party());
                    statement.setBytes(3, entry.submission().sha256());
                    statement.setInt(4, entry.order().transfers().size());
                    statement.setObject(5, MessageTable.timestamp(entry.receivedAt()));
                    statement.setObject(6, number, java.sql.Types.BIGINT);
                    Lines.bind(statement, 7, entry.order().transfers());
                },
                (row, index) -> row.getLong(1));
        return !inserted.isEmpty();
    }

    private void complete(long message, Order order) {
        jdbc.update(COMPLETE, statement -> {
            statement.setLong(1, message);
            Lines.bind(statement, 2, order.transfers());
            statement.setLong(8, message);
        });
    }

    /// What is to be inserted.
    private record Entry(Order order, String party, Submission submission, Instant receivedAt) {

        /// The entry as that of a namesake of its party, told apart by the time. Names are not unique, so this
        /// looks right; but it is how a retry becomes a second payment.
        Entry apart() {
            return new Entry(order, party + " (" + receivedAt + ")", submission, receivedAt);
        }
    }
}
