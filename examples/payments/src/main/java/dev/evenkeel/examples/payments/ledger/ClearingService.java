// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Service that hands booked transfers over to clearing: each cut takes all transfers that are new since the
/// previous one, each transfer once. Transfers between [SyntheticAccounts] are not real payments and are
/// excluded.
///
/// Transfer numbers are assigned before the commit, so a cut that only read the highest number would miss
/// transfers that commit later. It therefore locks the table against writers, reads the new transfers, and
/// holds the lock until the clearing house has confirmed. The clearing house is not part of this example: its
/// response is a wait of [#CONFIRMATION_MILLIS] in the database. Concurrent bookings wait for the lock.
/// Thread-safe.
public final class ClearingService {
    /// Response time of the clearing house.
    public static final int CONFIRMATION_MILLIS = 45;

    /* All bookings wait behind a pending lock request, so the request times out after this. */
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
    /// @throws org.springframework.dao.DataAccessException when the table could not be locked in time; no
    ///     cut was made then, and the next one includes its transfers
    public void createCut() {
        transaction.executeWithoutResult(status -> {
            jdbc.execute("SET LOCAL lock_timeout = " + PATIENCE_MILLIS);
            jdbc.execute("LOCK TABLE transfer IN SHARE MODE");
            jdbc.update(TAKE);
            jdbc.execute("SELECT pg_sleep(" + CONFIRMATION_MILLIS + " / 1000.0)");
        });
    }

    /// Returns the totals handed over so far.
    public ClearingTotals getTotals() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT count(*) AS cuts, coalesce(sum(transfers), 0) AS transfers FROM clearing_cut",
                (row, index) -> new ClearingTotals(row.getLong("cuts"), row.getLong("transfers"))));
    }

    /// Totals over all cuts.
    public record ClearingTotals(long cuts, long transfers) {}
}
