// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import dev.evenkeel.server.foundation.database.SchemaCompatibility.Requirement;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Stores which servers may use the database. It is not a bean, because it reads databases that are not migrated
/// yet.
final class SchemaCompatibilityRepository {
    private final JdbcClient jdbc;

    SchemaCompatibilityRepository(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /// Returns the requirement, or nothing if the table is missing or empty. Uses two round trips.
    Optional<Requirement> find() {
        boolean exists = jdbc.sql("select to_regclass('schema_compatibility') is not null")
                .query(Boolean.class)
                .single();
        return exists
                ? jdbc.sql("select oldest_migration, set_by_version from schema_compatibility")
                        .query((row, index) -> new Requirement(row.getInt(1), row.getString(2)))
                        .optional()
                : Optional.empty();
    }

    /// Stores a requirement, unless another server has stored an equal or higher one.
    void raise(Requirement requirement) {
        jdbc.sql("""
                        insert into schema_compatibility (oldest_migration, set_by_version) values (:migration, :version)
                        on conflict (singleton) do update
                            set oldest_migration = excluded.oldest_migration, set_by_version = excluded.set_by_version
                            where schema_compatibility.oldest_migration < excluded.oldest_migration
                        """)
                .param("migration", requirement.oldestMigration())
                .param("version", requirement.setByVersion())
                .update();
    }
}
