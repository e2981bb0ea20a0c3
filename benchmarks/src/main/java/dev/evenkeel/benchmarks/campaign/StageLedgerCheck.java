// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;

/// A comparison of both ledgers with the customers' responses, when all units were at one stage and every
/// message was accepted.
///
/// @param old check of the old ledger
/// @param fresh check of the new ledger
/// @param alike whether both have exactly the same content
record StageLedgerCheck(MigrationStage stage, LedgerBalanceCheck old, LedgerBalanceCheck fresh, boolean alike) {

    /// Whether both are balanced, neither has doubled payments, the authoritative one has lost nothing, and
    /// both are equal in stages that write both.
    boolean isInOrder() {
        LedgerBalanceCheck counts = stage.isOldAuthoritative() ? old : fresh;
        return counts.isInOrder()
                && old.doubled() == 0
                && fresh.doubled() == 0
                && old.balanced()
                && fresh.balanced()
                && (alike || stage == MigrationStage.COMPLETE);
    }
}
