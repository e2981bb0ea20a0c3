// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Halts the server's process after it has committed a rollback and before it publishes it. Active only in a process
/// with the property.
@Component
@ConditionalOnProperty("evenkeel.crash-after-rollback")
final class RollbackCrashHook implements TransactionExecutionListener {
    private final String database;
    private final long before;

    RollbackCrashHook(ServerStartOptions options) throws SQLException {
        this.database = String.valueOf(options.databaseUrl());
        this.before = rollbacks();
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (!Thread.currentThread().getName().equals("evenkeel-rollout-guard")) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                if (rollbacksNow() > before) {
                    Runtime.getRuntime().halt(137);
                }
            }
        });
    }

    private long rollbacksNow() {
        try {
            return rollbacks();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /* As another session sees it. */
    private long rollbacks() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from rollout_decision where kind = 'ROLL_BACK'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
