// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import org.jspecify.annotations.Nullable;

/// Decides whether a server may use a database that a newer minor series has migrated (ADR 0115).
///
/// @param version version of this server; null when it runs from unpackaged classes
/// @param newestMigration number of the newest migration that this server contains
/// @param appliedMigration number of the newest migration in the database
record SchemaCompatibility(@Nullable String version, int newestMigration, int appliedMigration) {
    /// The newest migration of the previous minor series. Servers that contain it may still use a database that
    /// this version has migrated; older ones may not.
    ///
    /// Change it once for each minor series, right after the release of the previous one (RELEASING.md): to the
    /// number of the newest migration in that release. Before the first release, it is the baseline.
    static final int PREVIOUS_SERIES_MIGRATION = 1;

    /// What a database requires of servers.
    ///
    /// @param oldestMigration number of the oldest migration that a server must contain
    /// @param setByVersion version of Evenkeel that set it; null if it ran from unpackaged classes
    record Requirement(int oldestMigration, @Nullable String setByVersion) {
        /// Returns whether a newer minor series has set it. Otherwise, every server of this series may use the
        /// database.
        boolean isSetByNewerSeries() {
            return oldestMigration > PREVIOUS_SERIES_MIGRATION;
        }
    }

    sealed interface Decision {
        /// The server may use the database.
        ///
        /// @param warning what the operator must avoid meanwhile
        record Use(String warning) implements Decision {}

        /// The server must not use the database.
        ///
        /// @param message reason and remedies
        record Refuse(String message) implements Decision {}
    }

    /// Decides whether this server may use a database.
    ///
    /// @param requirement set by a newer minor series
    Decision decide(Requirement requirement) {
        String newer = requirement.setByVersion();
        String upgrade = (newer == null ? "A newer version of Evenkeel" : "Evenkeel " + newer)
                + " upgraded the database to migration " + appliedMigration + ". ";
        String thisVersion = (version == null ? "This version" : "This version (" + version + ")")
                + ", which contains migrations up to " + newestMigration + ", ";
        if (requirement.oldestMigration() <= newestMigration) {
            return new Decision.Use(upgrade + thisVersion + "can use it. Abort rollouts that started on the newer"
                    + " version, and do not start rollouts while servers of both versions run.");
        }
        return new Decision.Refuse(upgrade + "Only servers that contain migration " + requirement.oldestMigration()
                + " can use it. " + thisVersion + "cannot. Either start "
                + (newer == null ? "that version" : "Evenkeel " + newer) + " or a newer one. Or return to the state"
                + " before the upgrade: stop all servers, restore a backup from before the upgrade into an empty"
                + " database, and start one server of the old version with --restored-from-backup REASON"
                + " (docs/guides/back-up-and-restore.md).");
    }

    /// Returns what a database requires after a server of this series has migrated it; never less than before.
    ///
    /// @param before null if no server has set it yet
    /// @param version version of the server; null when it runs from unpackaged classes
    static Requirement raise(@Nullable Requirement before, @Nullable String version) {
        return before != null && before.oldestMigration() >= PREVIOUS_SERIES_MIGRATION
                ? before
                : new Requirement(PREVIOUS_SERIES_MIGRATION, version);
    }
}
