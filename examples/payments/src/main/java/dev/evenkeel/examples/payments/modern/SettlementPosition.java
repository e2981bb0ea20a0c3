// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.ledger.PaymentMessageRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// The sum of all credits, kept in one row by the fault [ModernCoreFault#SLOW_TAIL].
///
/// Whoever books holds a lock on the row until the commit, and whoever finds the sum older than a second counts
/// it anew first, over all accepted postings. So one message a second pays for the count, and all that arrive
/// meanwhile wait for it. The remedy would be to count outside of the payments' transactions. Thread-safe.
public final class SettlementPosition {
    private static final Duration LONGEST_AGE = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    public SettlementPosition(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Runs the booking in the transaction that holds the lock.
    <T> T whileLocked(Instant now, Supplier<T> booking) {
        return transactions.execute(status -> {
            if (lockedAndCountedAt().plus(LONGEST_AGE).isBefore(now)) {
                count(now);
            }
            return booking.get();
        });
    }

    private Instant lockedAndCountedAt() {
        OffsetDateTime countedAt = jdbc.queryForObject(
                "SELECT counted_at FROM settlement_position WHERE account = 'SETTLEMENT' FOR UPDATE",
                OffsetDateTime.class);
        return Objects.requireNonNull(countedAt).toInstant();
    }

    private void count(Instant now) {
        jdbc.update("""
                UPDATE settlement_position SET counted_at = ?, credited_minor = (
                    SELECT coalesce(sum(posting.amount_minor), 0)
                    FROM posting JOIN transfer ON transfer.id = posting.transfer JOIN message ON message.id = message
                    WHERE side = 'C' AND state = 'ACCEPTED')
                WHERE account = 'SETTLEMENT'""", PaymentMessageRepository.timestamp(now));
    }
}
