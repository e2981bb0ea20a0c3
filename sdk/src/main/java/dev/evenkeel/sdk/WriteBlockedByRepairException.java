// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.MigrationStage;

/// Thrown for a write that was not started: after a step back the old store would be authoritative, but still
/// lacks writes that the new store has acknowledged for the partition. Nothing was written; the caller may
/// retry after the repair log has been processed.
public final class WriteBlockedByRepairException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /// @param flagKey the flag of the migration
    /// @param migrationStage the stage at which the write would have run
    public WriteBlockedByRepairException(String flagKey, MigrationStage migrationStage) {
        super("the old store of \"" + flagKey + "\" is authoritative at stage " + migrationStage
                + ", but it lacks writes that the new store has acknowledged; nothing was written, apply the repair log"
                + " and retry");
    }
}
