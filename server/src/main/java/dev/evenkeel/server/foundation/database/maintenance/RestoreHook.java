// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

/// What has to be done once when the database came back from a backup, so that nobody outside takes what will
/// happen for what had happened after the backup. Beans of this type are asked before anything is served, in
/// one transaction.
@FunctionalInterface
public interface RestoreHook {
    /// Does it, in the caller's transaction.
    ///
    /// @param reason why the database was restored, for the ledger
    void restored(String reason);
}
