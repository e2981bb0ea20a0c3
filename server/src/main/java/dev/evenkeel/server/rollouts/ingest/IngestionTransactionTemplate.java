// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/// A transaction template for storing reports from SDK processes, with a timeout of a few seconds that includes
/// waiting for locks. The sender retries after a timeout. Thread-safe.
@Component
class IngestionTransactionTemplate {
    /* Additional time for the database to cancel the statement and respond. */
    private static final int MORE_MILLIS = 2_000;

    private final TransactionTemplate transaction;
    private final DataSource database;
    private final int networkMillis;

    IngestionTransactionTemplate(
            PlatformTransactionManager transactions,
            DataSource database,
            @Value("${evenkeel.telemetry-timeout-seconds}") int seconds) {
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(seconds);
        this.database = database;
        this.networkMillis = Math.toIntExact(Duration.ofSeconds(seconds).toMillis()) + MORE_MILLIS;
    }

    /// Runs the work in a transaction.
    ///
    /// @throws org.springframework.dao.DataAccessException when it times out
    <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
        return transaction.execute(status -> {
            giveUpHangingSession();
            return work.doInTransaction(status);
        });
    }

    /*
     * A statement timeout has no effect in a session whose network connection is lost. The pool resets the network
     * timeout.
     */
    private void giveUpHangingSession() {
        try {
            DataSourceUtils.getConnection(database).setNetworkTimeout(Runnable::run, networkMillis);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("setting the network timeout of the connection failed", e);
        }
    }
}
