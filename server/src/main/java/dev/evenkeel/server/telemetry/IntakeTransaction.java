// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/// A transaction that stores what an SDK process sent, within a few seconds, waits for locks included. Its sender sends
/// it again when it takes longer. Thread-safe.
@Component
class IntakeTransaction {
    private final TransactionTemplate transaction;

    IntakeTransaction(PlatformTransactionManager transactions, @Value("${evenkeel.telemetry-seconds}") int seconds) {
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setTimeout(seconds);
    }

    /// Commits what the work does, or nothing of it.
    ///
    /// @throws org.springframework.dao.DataAccessException when it takes too long
    <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
        return transaction.execute(work);
    }
}
