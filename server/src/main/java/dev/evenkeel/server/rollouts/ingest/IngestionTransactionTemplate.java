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

/// A transaction that stores what an SDK process sent, within a few seconds, waits for locks included. Its
/// sender sends it again when it takes longer. Thread-safe.
@Component
class IngestionTransactionTemplate {
    /* After the database had time to end the statement and say so. */
    private static final int MORE_MILLIS = 2_000;

    private final TransactionTemplate transaction;
    private final DataSource database;
    private final int networkMillis;

    IngestionTransactionTemplate(
            PlatformTransactionManager transactions,
            DataSource database,
            @Value("${evenkeel.telemetry-seconds}") int seconds) {
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(seconds);
        this.database = database;
        this.networkMillis = Math.toIntExact(Duration.ofSeconds(seconds).toMillis()) + MORE_MILLIS;
    }

    /// Commits what the work does, or nothing of it.
    ///
    /// @throws org.springframework.dao.DataAccessException when it takes too long
    <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
        return transaction.execute(status -> {
            giveUpHangingSession();
            return work.doInTransaction(status);
        });
    }

    /* A statement timeout ends nothing in a session whose network is gone. The pool resets it. */
    private void giveUpHangingSession() {
        try {
            DataSourceUtils.getConnection(database).setNetworkTimeout(Runnable::run, networkMillis);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the connection takes no network timeout", e);
        }
    }
}
