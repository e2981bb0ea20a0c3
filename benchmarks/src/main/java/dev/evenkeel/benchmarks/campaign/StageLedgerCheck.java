// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;

/// The books when everybody was at a stage and every customer had been told yes.
///
/// @param old what the old ledger says, held against what customers were told
/// @param fresh the same of the new one
/// @param alike whether both hold exactly the same
record StageLedgerCheck(MigrationStage stage, LedgerBalanceCheck old, LedgerBalanceCheck fresh, boolean alike) {

    /// Both balanced, nothing doubled in either, nothing lost in the one that counts, and both
    /// alike wherever both are written.
    boolean isInOrder() {
        LedgerBalanceCheck counts = stage.isOldAuthoritative() ? old : fresh;
        return counts.inOrder()
                && old.doubled() == 0
                && fresh.doubled() == 0
                && old.balanced()
                && fresh.balanced()
                && (alike || stage == MigrationStage.COMPLETE);
    }
}
