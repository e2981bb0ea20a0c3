// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import dev.evenkeel.server.foundation.database.SchemaCompatibility.Decision;
import dev.evenkeel.server.foundation.database.SchemaCompatibility.Requirement;
import dev.evenkeel.server.foundation.startup.StartupTask;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/// Migrates the tables before anything else uses the database, but not before all beans exist: beans do not use
/// the database when they are created, so an embedded PostgreSQL can start meanwhile.
///
/// Changes nothing if this version must not use the database ([SchemaCompatibility]). Checks it again after the
/// migration, because a newer server can migrate the database while this one waits for the migration lock.
@Component
class SchemaMigration extends StartupTask implements FlywayMigrationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigration.class);

    private @Nullable Flyway flyway;

    @Override
    public void migrate(Flyway configured) {
        flyway = configured;
    }

    @Override
    protected void run() {
        if (flyway != null) {
            migrateIfCompatible(flyway);
        }
    }

    private static void migrateIfCompatible(Flyway flyway) {
        var repository =
                new SchemaCompatibilityRepository(flyway.getConfiguration().getDataSource());
        Requirement before = repository.find().orElse(null);
        check(flyway, before);
        flyway.migrate();
        Requirement after = repository.find().orElse(null);
        if (!Objects.equals(before, after)) {
            check(flyway, after);
        }
        Requirement raised = SchemaCompatibility.raise(after, version());
        if (!raised.equals(after)) {
            repository.raise(raised);
        }
    }

    /* Flyway takes about 0.1 s to list the migrations, so only a newer series makes it do that. */
    private static void check(Flyway flyway, @Nullable Requirement requirement) {
        if (requirement == null || !requirement.isSetByNewerSeries()) {
            return;
        }
        MigrationInfo[] migrations = flyway.info().all();
        var compatibility = new SchemaCompatibility(
                version(),
                newest(migrations, MigrationState::isResolved),
                newest(migrations, MigrationState::isApplied));
        switch (compatibility.decide(requirement)) {
            case Decision.Use(String warning) -> LOG.warn(warning);
            case Decision.Refuse(String message) -> throw new IncompatibleSchemaException(message);
        }
    }

    private static @Nullable String version() {
        return SchemaMigration.class.getPackage().getImplementationVersion();
    }

    private static int newest(MigrationInfo[] migrations, Predicate<MigrationState> states) {
        return Arrays.stream(migrations)
                .filter(migration -> migration.getVersion() != null && states.test(migration.getState()))
                .mapToInt(migration -> migration.getVersion().getMajor().intValueExact())
                .max()
                .orElse(0);
    }

    /// Before everything else.
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
