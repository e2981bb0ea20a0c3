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

/// The sum of all credits, stored in one row for the fault [ModernCoreFault#SLOW_TAIL].
///
/// A booking locks the row until it commits; if the sum is older than a second, it first recomputes the sum
/// over all accepted postings. So one message a second pays for the recount, and all concurrent ones wait for
/// it. The fix would be to recount outside of the payments' transactions. Thread-safe.
public final class SettlementPosition {
    private static final Duration LONGEST_AGE = Duration.ofSeconds(1);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    public SettlementPosition(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Runs the booking in the transaction that holds the lock.
    <T> T runLocked(Instant now, Supplier<T> booking) {
        return transactions.execute(status -> {
            if (lockAndGetCountTime().plus(LONGEST_AGE).isBefore(now)) {
                recount(now);
            }
            return booking.get();
        });
    }

    private Instant lockAndGetCountTime() {
        OffsetDateTime countedAt = jdbc.queryForObject(
                "SELECT counted_at FROM settlement_position WHERE account = 'SETTLEMENT' FOR UPDATE",
                OffsetDateTime.class);
        return Objects.requireNonNull(countedAt).toInstant();
    }

    private void recount(Instant now) {
        jdbc.update("""
                UPDATE settlement_position SET counted_at = ?, credited_minor = (
                    SELECT coalesce(sum(posting.amount_minor), 0)
                    FROM posting JOIN transfer ON transfer.id = posting.transfer JOIN message ON message.id = message
                    WHERE side = 'C' AND state = 'ACCEPTED')
                WHERE account = 'SETTLEMENT'""", PaymentMessageRepository.timestamp(now));
    }
}
