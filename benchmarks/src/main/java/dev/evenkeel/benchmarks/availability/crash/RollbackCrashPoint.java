// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability.crash;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Halts the server right after it has committed a rollback of the guard, before any other code runs: without
/// publishing it, writing a log or running shutdown hooks. Thread-safe.
public final class RollbackCrashPoint implements TransactionExecutionListener {
    /// Exit code of a server that was halted here.
    public static final int EXIT_CODE = 86;

    private static final String GUARD_THREAD = "evenkeel-rollout-guard";

    private final Supplier<JdbcClient> jdbc;

    RollbackCrashPoint(Supplier<JdbcClient> jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && Thread.currentThread().getName().equals(GUARD_THREAD)) {
            TransactionSynchronizationManager.registerSynchronization(new HaltAfterRollback());
        }
    }

    /// Runs before the synchronizations of the server.
    private final class HaltAfterRollback implements TransactionSynchronization, Ordered {
        private boolean rollback;

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            rollback = jdbc.get().sql("""
                            select exists (select from rollout_decision
                                           where kind = 'ROLL_BACK' and xmin = pg_current_xact_id_if_assigned()::xid)
                            """).query(Boolean.class).single();
        }

        @Override
        public void afterCommit() {
            if (rollback) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }
    }
}
