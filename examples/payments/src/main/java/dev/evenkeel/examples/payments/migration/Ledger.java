// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import dev.evenkeel.examples.payments.message.PaymentCore;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// One of the two ledgers.
///
/// @param jdbc its database
/// @param transactions of that database
/// @param core books in it
public record Ledger(JdbcTemplate jdbc, PlatformTransactionManager transactions, PaymentCore core) {
    /// Reads of one moment.
    TransactionTemplate snapshot() {
        TransactionTemplate snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        return snapshot;
    }
}
