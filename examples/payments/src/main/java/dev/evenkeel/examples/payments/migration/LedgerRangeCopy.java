// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.sdk.store.KeyRange;
import dev.evenkeel.sdk.store.RangeCopier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// Range copier for the backfill: copies accepted messages, which never change, with all their bookings.
/// Skips messages that the new ledger already has. Thread-safe.
final class LedgerRangeCopy implements RangeCopier<PaymentMessageKey> {
    private static final String MESSAGES = """
            SELECT id, 0, message_id, initiating_party, content_sha256, transfers, state, received_at
            FROM message WHERE %s""".formatted(LedgerRangedStore.IN_RANGE);

    private final JdbcTemplate from;
    private final JdbcTemplate to;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate writing;

    LedgerRangeCopy(Ledger from, Ledger to) {
        this.from = from.jdbc();
        this.to = to.jdbc();
        this.snapshot = from.snapshotTransaction();
        this.writing = new TransactionTemplate(to.transactions());
    }

    /* A row with its number, the number of its parent row and its uninterpreted values. */
    private record Row(long id, long parent, List<Object> values) {}

    private record RangeRows(List<Row> messages, List<Row> transfers, List<Row> postings) {}

    @Override
    public long copy(KeyRange<PaymentMessageKey> range) {
        RangeRows part = snapshot.execute(status -> read(range));
        writing.executeWithoutResult(status -> write(part));
        return part.messages().size();
    }

    /* Each part is read by the row numbers of the previous one, which uses the index even without
     * statistics about the range. */
    private RangeRows read(KeyRange<PaymentMessageKey> range) {
        List<Row> messages = rows(MESSAGES, LedgerRangedStore.parameters(range));
        List<Row> transfers = rows("""
                SELECT id, message, end_to_end_id, occurrence, debtor_account, creditor_account, currency, amount_minor
                FROM transfer WHERE message = ANY(?)""", numbers(messages));
        List<Row> postings = rows("""
                SELECT 0, transfer, side, account, currency, amount_minor FROM posting
                WHERE transfer = ANY(?)""", numbers(transfers));
        return new RangeRows(messages, transfers, postings);
    }

    private static Object[] numbers(List<Row> rows) {
        return new Object[] {rows.stream().map(Row::id).toArray(Long[]::new)};
    }

    private List<Row> rows(String query, Object[] parameters) {
        return from.query(
                query,
                (row, index) -> {
                    Object[] values = new Object[row.getMetaData().getColumnCount() - 2];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = row.getObject(i + 3);
                    }
                    return new Row(row.getLong(1), row.getLong(2), List.of(values));
                },
                parameters);
    }

    private void write(RangeRows part) {
        Map<Long, Long> messages = new HashMap<>();
        for (Row message : part.messages()) {
            insert("""
                    INSERT INTO message (message_id, initiating_party, content_sha256, transfers, state, received_at)
                    VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id""", message.values()).forEach(id -> messages.put(message.id(), id));
        }
        Map<Long, Long> transfers = new HashMap<>();
        for (Row transfer : part.transfers()) {
            Long message = messages.get(transfer.parent());
            if (message != null) {
                insert("""
                        INSERT INTO transfer (message, end_to_end_id, occurrence, debtor_account, creditor_account,
                                              currency, amount_minor)
                        VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id""", with(message, transfer.values())).forEach(id -> transfers.put(transfer.id(), id));
            }
        }
        List<Object[]> postings = new ArrayList<>();
        for (Row row : part.postings()) {
            Long transfer = transfers.get(row.parent());
            if (transfer != null) {
                postings.add(with(transfer, row.values()).toArray());
            }
        }
        to.batchUpdate(
                "INSERT INTO posting (transfer, side, account, currency, amount_minor) VALUES (?, ?, ?, ?, ?)",
                postings);
    }

    private List<Long> insert(String statement, List<Object> values) {
        return to.query(statement, (row, index) -> row.getLong(1), values.toArray());
    }

    private static List<Object> with(Object first, List<Object> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }
}
