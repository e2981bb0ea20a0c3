// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.sdk.store.KeyOrderedStore;
import dev.evenkeel.sdk.store.KeyRange;
import dev.evenkeel.sdk.store.RangeChecksum;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// The accepted messages of a ledger in key order, with their transfers and postings. Thread-safe.
final class LedgerRangedStore implements KeyOrderedStore<PaymentMessageKey> {
    /// Excludes partly booked messages, whose clients have not received an acceptance.
    static final String IN_RANGE = """
            state = 'ACCEPTED'
            AND (message_id COLLATE "C", initiating_party COLLATE "C") > (?, ?)
            AND (message_id COLLATE "C", initiating_party COLLATE "C") <= (?, ?)""";

    private static final String KEY_AFTER = """
            SELECT message_id, initiating_party FROM (
                SELECT message_id, initiating_party FROM message WHERE %s
                ORDER BY message_id COLLATE "C", initiating_party COLLATE "C" LIMIT ?) AS next
            ORDER BY message_id COLLATE "C" DESC, initiating_party COLLATE "C" DESC LIMIT 1""".formatted(IN_RANGE);

    private static final String LAST_KEY = """
            SELECT message_id, initiating_party FROM message WHERE state = 'ACCEPTED'
            ORDER BY message_id COLLATE "C" DESC, initiating_party COLLATE "C" DESC LIMIT 1""";

    /* Digests are summed, so the row order does not matter. Row numbers differ between ledgers. So may the
     * time of receipt: if a process stops before it responds, and the message is resent after a stage
     * change, the message reaches one ledger before the stop and the other one after it. */
    private static final String MESSAGES = """
            SELECT id, hashtextextended(concat_ws('|', message_id, initiating_party, encode(content_sha256, 'hex'),
                                                  transfers), 0) AS digest
            FROM message WHERE %s""".formatted(IN_RANGE);

    /* Selects by message numbers, which uses the index even if the planner has no statistics about the
     * range. */
    private static final String BOOKED = """
            WITH booked AS MATERIALIZED (
                SELECT transfer.*, message.message_id FROM transfer JOIN message ON message.id = transfer.message
                WHERE transfer.message = ANY(?)
            )
            SELECT 'transfers' AS part, currency, count(*) AS counted,
                   sum(hashtextextended(concat_ws('|', message_id, end_to_end_id, occurrence, debtor_account,
                                                  creditor_account, amount_minor), 0)) AS digest,
                   sum(amount_minor) AS amount
            FROM booked GROUP BY currency
            UNION ALL
            SELECT 'postings', posting.currency, count(*),
                   sum(hashtextextended(concat_ws('|', message_id, end_to_end_id, occurrence, side, account,
                                                  posting.amount_minor), 0)),
                   sum(posting.amount_minor)
            FROM posting JOIN booked ON booked.id = posting.transfer
            WHERE posting.transfer = ANY(ARRAY(SELECT id FROM booked)) GROUP BY posting.currency
            ORDER BY part, currency""";

    /* Message ids are not empty and at most 35 characters long. */
    private static final PaymentMessageKey BEFORE_ALL = new PaymentMessageKey("", "");
    private static final PaymentMessageKey AFTER_ALL =
            new PaymentMessageKey(Character.toString(Character.MAX_CODE_POINT).repeat(36), "");

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;

    LedgerRangedStore(Ledger ledger) {
        this.jdbc = ledger.jdbc();
        this.snapshot = ledger.snapshotTransaction();
    }

    @Override
    public @Nullable PaymentMessageKey keyAfter(@Nullable PaymentMessageKey after, int n) {
        List<Object> parameters = new ArrayList<>(List.of(parameters(new KeyRange<>(after, null))));
        parameters.add(n);
        return first(jdbc.query(KEY_AFTER, LedgerRangedStore::key, parameters.toArray()));
    }

    @Override
    public @Nullable PaymentMessageKey lastKey() {
        return first(jdbc.query(LAST_KEY, LedgerRangedStore::key));
    }

    @Override
    public RangeChecksum checksum(KeyRange<PaymentMessageKey> range) {
        return Objects.requireNonNull(snapshot.execute(status -> sumInSnapshot(range)));
    }

    private RangeChecksum sumInSnapshot(KeyRange<PaymentMessageKey> range) {
        List<Long> messages = new ArrayList<>();
        long[] digest = {0};
        jdbc.query(
                MESSAGES,
                row -> {
                    messages.add(row.getLong("id"));
                    digest[0] += row.getLong("digest");
                },
                parameters(range));
        StringBuilder checksum = new StringBuilder("messages:" + digest[0]);
        Map<String, BigDecimal> amounts = new HashMap<>();
        jdbc.query(
                BOOKED,
                row -> {
                    String part = text(row, "part");
                    String currency = text(row, "currency");
                    amounts.put(part + " " + currency, row.getBigDecimal("amount"));
                    checksum.append(' ')
                            .append(part)
                            .append(' ')
                            .append(currency)
                            .append(':')
                            .append(row.getLong("counted"))
                            .append(':')
                            .append(row.getBigDecimal("digest"));
                },
                (Object) messages.toArray(Long[]::new));
        return new RangeChecksum(messages.size(), checksum.toString(), amounts);
    }

    /// Returns the parameters of [#IN_RANGE].
    static Object[] parameters(KeyRange<PaymentMessageKey> range) {
        PaymentMessageKey after = Objects.requireNonNullElse(range.after(), BEFORE_ALL);
        PaymentMessageKey upTo = Objects.requireNonNullElse(range.upTo(), AFTER_ALL);
        return new Object[] {after.messageId(), after.initiatingParty(), upTo.messageId(), upTo.initiatingParty()};
    }

    private static PaymentMessageKey key(ResultSet row, int number) throws SQLException {
        return new PaymentMessageKey(text(row, "message_id"), text(row, "initiating_party"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    private static @Nullable PaymentMessageKey first(List<PaymentMessageKey> keys) {
        return keys.isEmpty() ? null : keys.getFirst();
    }
}
