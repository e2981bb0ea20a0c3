// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/// The target database of the ledger migration, with the same tables. Separate from the service's own
/// database, which remains the only `DataSource` that Spring sees.
final class TargetLedgerDatabase implements AutoCloseable {
    private static final String SCHEMA = "payments";
    private static final int CONNECTIONS = 12;
    private static final long PATIENCE_MILLIS = 5_000;

    private final LedgerDatabase place;
    private final HikariDataSource pool;

    TargetLedgerDatabase(PaymentsOptions.LedgerLocation place) {
        this.place = new LedgerDatabase(place);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(this.place.getJdbcUrl());
        config.setSchema(SCHEMA);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        this.pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .schemas(SCHEMA)
                .locations("classpath:db/payments")
                .load()
                .migrate();
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(pool);
    }

    PlatformTransactionManager transactions() {
        return new JdbcTransactionManager(pool);
    }

    @Override
    public void close() {
        pool.close();
        place.close();
    }
}
