// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database.maintenance;

/// A hook that runs once after the database was restored from a backup, so that external systems do not mistake
/// new data for the data lost since the backup. Beans of this type run before any request is served, in one
/// transaction.
@FunctionalInterface
public interface RestoreHook {
    /// Runs in the caller's transaction.
    ///
    /// @param reason why the database was restored, for the audit log
    void onRestored(String reason);
}
