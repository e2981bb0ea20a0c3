// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import dev.evenkeel.server.foundation.jobs.StartupTask;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/// Migrates the tables before anything else uses the database, but not before all beans exist: beans do not use
/// the database when they are created, so an embedded PostgreSQL can start meanwhile.
@Component
class SchemaMigration extends StartupTask implements FlywayMigrationStrategy {
    private @Nullable Flyway flyway;

    @Override
    public void migrate(Flyway configured) {
        flyway = configured;
    }

    @Override
    protected void run() {
        if (flyway != null) {
            flyway.migrate();
        }
    }

    /// Before everything else.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
