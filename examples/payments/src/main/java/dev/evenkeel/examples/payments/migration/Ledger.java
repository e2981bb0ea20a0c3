// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.examples.payments.message.PaymentCore;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// One of the two ledgers.
///
/// @param jdbc access to its database
/// @param transactions transactions of that database
/// @param core core that books in it
public record Ledger(JdbcTemplate jdbc, PlatformTransactionManager transactions, PaymentCore core) {
    /// Returns a template for read-only transactions on one snapshot.
    TransactionTemplate snapshotTransaction() {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        return snapshot;
    }
}
