// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.ledger;

import dev.evenkeel.examples.payments.ledger.LedgerAuditReport.CurrencyTotal;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport.Violation;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport.ViolationKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Auditor that checks the rules of the whole ledger in SQL, in one repeatable-read snapshot, so that it can
/// run under load.
///
/// Reads every row: some hundred milliseconds per hundred thousand transfers. Thread-safe.
public final class LedgerAuditor {
    private static final int SHOWN = 20;

    private static final String NOT_TWO_LEGS = """
            SELECT format('transfer %s (%s): %s legs, sum %s', transfer.id, end_to_end_id, count(posting.side),
                          coalesce(sum(posting.amount_minor), 0))
            FROM transfer LEFT JOIN posting ON posting.transfer = transfer.id
            GROUP BY transfer.id
            HAVING count(posting.side) <> 2
                OR count(*) FILTER (WHERE side = 'D' AND posting.amount_minor = -transfer.amount_minor
                                    AND account = debtor_account AND posting.currency = transfer.currency) <> 1
                OR count(*) FILTER (WHERE side = 'C' AND posting.amount_minor = transfer.amount_minor
                                    AND account = creditor_account AND posting.currency = transfer.currency) <> 1
            ORDER BY transfer.id LIMIT ?""";

    private static final String LOST = """
            SELECT format('message %s of %s: %s transfers of %s', message_id, initiating_party, count(transfer.id), transfers)
            FROM message LEFT JOIN transfer ON transfer.message = message.id
            WHERE state = 'ACCEPTED'
            GROUP BY message.id HAVING count(transfer.id) < transfers
            ORDER BY message.id LIMIT ?""";

    private static final String DOUBLED = """
            SELECT format('message %s of %s: %s transfers of %s', message_id, initiating_party, count(transfer.id), transfers)
            FROM message JOIN transfer ON transfer.message = message.id
            GROUP BY message.id HAVING count(transfer.id) > transfers
            ORDER BY message.id LIMIT ?""";

    private static final String SAME_CONTENT = """
            SELECT format('message %s: the same content is booked %s times', min(message_id), count(*))
            FROM message GROUP BY content_sha256 HAVING count(*) > 1
            ORDER BY min(id) LIMIT ?""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;

    public LedgerAuditor(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /// Audits the current ledger.
    public LedgerAuditReport audit() {
        return Objects.requireNonNull(snapshot.execute(status -> auditInSnapshot()));
    }

    /// Audits the current ledger and looks up the ids of messages that a client saw accepted.
    public AcceptedMessagesReport audit(AcceptedMessageIds claims) {
        return Objects.requireNonNull(snapshot.execute(status -> {
            AcceptedMessagesCheck check = new AcceptedMessagesCheck(jdbc);
            claims.forEach(check::add);
            return check.report(auditInSnapshot());
        }));
    }

    private LedgerAuditReport auditInSnapshot() {
        List<CurrencyTotal> currencies = currencies();
        List<Violation> violations = new ArrayList<>();
        for (CurrencyTotal total : currencies) {
            if (total.sum().signum() != 0) {
                violations.add(new Violation(
                        ViolationKind.CURRENCY_NOT_ZERO, total.currency() + " sums up to " + total.sum()));
            }
        }
        violations.addAll(violations(ViolationKind.TRANSFER_NOT_TWO_LEGS, NOT_TWO_LEGS));
        violations.addAll(violations(ViolationKind.TRANSFERS_LOST, LOST));
        violations.addAll(violations(ViolationKind.TRANSFERS_DOUBLED, DOUBLED));
        violations.addAll(violations(ViolationKind.CONTENT_BOOKED_TWICE, SAME_CONTENT));
        return new LedgerAuditReport(
                violations.isEmpty(),
                count("SELECT count(*) FROM message WHERE state = 'ACCEPTED'"),
                count("SELECT count(*) FROM message WHERE state = 'RECEIVED'"),
                count("SELECT count(*) FROM transfer"),
                currencies,
                violations);
    }

    private List<CurrencyTotal> currencies() {
        return jdbc.query(
                """
                SELECT currency, count(*) AS postings, sum(amount_minor) AS total,
                       coalesce(sum(amount_minor) FILTER (WHERE amount_minor < 0), 0) AS debited,
                       coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0) AS credited
                FROM posting GROUP BY currency ORDER BY currency""",
                (row, index) -> new CurrencyTotal(
                        text(row, "currency"),
                        row.getLong("postings"),
                        integer(row, "debited"),
                        integer(row, "credited"),
                        integer(row, "total")));
    }

    private List<Violation> violations(ViolationKind kind, String query) {
        return jdbc.query(query, (row, index) -> new Violation(kind, text(row, "format")), SHOWN);
    }

    private long count(String query) {
        return Objects.requireNonNull(jdbc.queryForObject(query, Long.class));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column));
    }

    private static BigInteger integer(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, BigDecimal.class)).toBigIntegerExact();
    }
}
