// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.evenkeel.examples.payments.classic.WeaknessSwitches;
import dev.evenkeel.examples.payments.ledger.ClearingService;
import dev.evenkeel.examples.payments.ledger.LedgerAuditor;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.TestMessage;
import dev.evenkeel.examples.payments.migration.Ledger;
import dev.evenkeel.examples.payments.modern.ModernCoreFaultSwitches;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// An empty ledger in a database of its own, with both cores over it. What is awaited of it is mostly there at
/// once, so tests look every 20 ms.
final class TestLedger implements AutoCloseable {
    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    static final Instant NOW = TestMessage.RECEIVED_AT;

    private static final String SCHEMA = "payments";
    private static final int CONNECTIONS = 5;

    final ModernCoreFaultSwitches faults = new ModernCoreFaultSwitches();
    final WeaknessSwitches weaknesses = new WeaknessSwitches();
    final PaymentCore classic;
    final PaymentCore modern;
    final LedgerAuditor audit;
    final ClearingService clearing;
    final JdbcTemplate jdbc;

    private final String url;
    private final HikariDataSource pool;
    private final JdbcTransactionManager transactions;

    TestLedger() {
        this(EmbeddedPostgres.startTemporary().copyDatabase(Migrated.URL), "test");
    }

    /// Another process of the same ledger, as PostgreSQL sees it.
    ///
    /// @param application by which its connections are known
    TestLedger(String url, String application) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.addDataSourceProperty("ApplicationName", application);
        config.setSchema(SCHEMA);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(1_000);
        pool = new HikariDataSource(config);
        jdbc = new JdbcTemplate(pool);
        transactions = new JdbcTransactionManager(pool);
        PaymentsConfiguration.Cores cores = PaymentsConfiguration.Cores.over(jdbc, transactions, faults, weaknesses);
        classic = cores.classic();
        modern = cores.modern();
        audit = new LedgerAuditor(jdbc, transactions);
        clearing = new ClearingService(jdbc, transactions);
    }

    /// A database with the tables of a ledger and nothing in them, to be copied. Nobody connects to it any
    /// more.
    private static final class Migrated {
        static final String URL = migrated(EmbeddedPostgres.startTemporary().createDatabase());

        private static String migrated(String url) {
            Flyway.configure()
                    .dataSource(url, null, null)
                    .schemas(SCHEMA)
                    .locations("classpath:db/payments")
                    .load()
                    .migrate();
            return url;
        }
    }

    String url() {
        return url;
    }

    /// As the ledger to move from.
    Ledger asOld() {
        return new Ledger(jdbc, transactions, classic);
    }

    /// As the ledger to move to.
    Ledger asNew() {
        return new Ledger(jdbc, transactions, modern);
    }

    /// Everything that was booked, without the numbers of rows, in an order that does not depend on them.
    List<String> bookedRows() {
        return jdbc.query("""
                SELECT concat_ws(' ', message_id, initiating_party, encode(content_sha256, 'hex'), transfers, state,
                                 received_at, end_to_end_id, occurrence, debtor_account, creditor_account,
                                 transfer.currency, transfer.amount_minor, side, account, posting.currency,
                                 posting.amount_minor)
                FROM message LEFT JOIN transfer ON message.id = message
                LEFT JOIN posting ON transfer.id = posting.transfer ORDER BY 1""", (row, index) -> row.getString(1));
    }

    long count(String table) {
        return jdbc.query("SELECT count(*) FROM " + table, (row, index) -> row.getLong(1))
                .getFirst();
    }

    /// Makes the database close the connection that books a transfer with this id.
    void failTransfersWithId(String endToEndId) {
        jdbc.execute("""
                CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$""");
        jdbc.execute("CREATE TRIGGER broken BEFORE INSERT ON transfer FOR EACH ROW WHEN (NEW.end_to_end_id = '"
                + endToEndId + "') EXECUTE FUNCTION break_off()");
    }

    void repair() {
        jdbc.execute("DROP TRIGGER broken ON transfer");
    }

    @Override
    public void close() {
        pool.close();
    }
}
