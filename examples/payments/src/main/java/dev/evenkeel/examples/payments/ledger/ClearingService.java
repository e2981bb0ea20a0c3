// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Hands booked transfers over to clearing: each cut takes all that are new since the one before,
/// each transfer once. Those between [SyntheticAccounts] are nobody's payments and stay out.
///
/// Numbers of transfers are given out before they are committed, so a cut that only looked at the
/// highest number would miss those that commit later. Therefore it locks the table against writers,
/// takes what is there, and keeps the lock until the clearing house has confirmed. That house is
/// not part of this example: its answer is a wait of [#CONFIRMATION_MILLIS] in the database.
/// Whoever books meanwhile waits for the lock. Thread-safe.
public final class ClearingService {
    /// How long the clearing house takes.
    public static final int CONFIRMATION_MILLIS = 45;

    /* Behind a lock that is asked for, everybody waits; so it is asked for no longer than this. */
    private static final int PATIENCE_MILLIS = 100;

    private static final String TAKE = """
            INSERT INTO clearing_cut (last_transfer, transfers)
            SELECT coalesce(max(transfer.id), before.last),
                   count(transfer.id) FILTER (WHERE NOT (starts_with(debtor_account, '%1$s')
                                                         AND starts_with(creditor_account, '%1$s')))
            FROM (SELECT coalesce(max(last_transfer), 0) AS last FROM clearing_cut) AS before
            LEFT JOIN transfer ON transfer.id > before.last GROUP BY before.last""".formatted(SyntheticAccounts.PREFIX);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public ClearingService(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Makes one cut.
    ///
    /// @throws org.springframework.dao.DataAccessException when the table could not be locked in
    ///     time; then there is no cut, and the next one takes what this one would have taken
    public void make() {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("SET LOCAL lock_timeout = " + PATIENCE_MILLIS);
            jdbc.execute("LOCK TABLE transfer IN SHARE MODE");
            jdbc.update(TAKE);
            jdbc.execute("SELECT pg_sleep(" + CONFIRMATION_MILLIS + " / 1000.0)");
        });
    }

    /// What was handed over so far.
    public ClearingTotals cleared() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT count(*) AS cuts, coalesce(sum(transfers), 0) AS transfers FROM clearing_cut",
                (row, index) -> new ClearingTotals(row.getLong("cuts"), row.getLong("transfers"))));
    }

    /// Sums over all cuts.
    public record ClearingTotals(long cuts, long transfers) {}
}
