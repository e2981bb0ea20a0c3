// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.ServerProcess;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.database.SchemaCompatibility.Requirement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

final class SchemaCompatibilityIT {
    private static final List<String> KEYS = List.of("--admin-token", TestServer.ADMIN_TOKEN);

    @Test
    void refusesDowngradeAndLeavesDatabaseUnchanged(@TempDir Path folder) throws Exception {
        String url = TestServer.freshDatabase();
        TestServer.startOnDatabase(url, KEYS).close();
        upgradeAsNewerServersDo(url, folder);
        List<String> history = history(url);
        DatabaseDump data = DatabaseDump.of(url, Map.of());
        assertThat(history).hasSizeGreaterThan(2);
        assertThat(data.tables()).containsKey("schema_compatibility (singleton, oldest_migration, set_by_version)");

        try (ServerProcess older = ServerProcess.start(folder, "--port", "0", "--database-url", url)) {
            assertThat(older.exitCode()).as(older.err()).isEqualTo(1);
            assertThat(older.isReady()).isFalse();
            assertThat(older.err())
                    .contains(
                            "The server did not start. Evenkeel 9.9.0 upgraded the database to migration 999.",
                            "Only servers that contain migration 998 can use it.",
                            "Either start Evenkeel 9.9.0 or a newer one.",
                            "--restored-from-backup REASON (docs/guides/back-up-and-restore.md)")
                    .doesNotContain("\tat ");
        }

        assertThat(history(url)).isEqualTo(history);
        assertThat(DatabaseDump.of(url, Map.of())).isEqualTo(data);
    }

    private static void upgradeAsNewerServersDo(String url, Path folder) throws Exception {
        Files.writeString(folder.resolve("V999__newer.sql"), "create table of_a_newer_server (id text primary key);");
        Flyway.configure()
                .dataSource(url, null, null)
                .locations("classpath:db/migration", "filesystem:" + folder)
                .load()
                .migrate();
        new SchemaCompatibilityRepository(new DriverManagerDataSource(url)).raise(new Requirement(998, "9.9.0"));
    }

    private static List<String> history(String url) {
        return JdbcClient.create(new DriverManagerDataSource(url))
                .sql("select history::text from flyway_schema_history history order by installed_rank")
                .query((row, index) -> row.getString(1))
                .list();
    }

    @Test
    void startupDoesNotLowerRequirementOfNextSeries() {
        String url = TestServer.freshDatabase();
        var repository = new SchemaCompatibilityRepository(new DriverManagerDataSource(url));
        assertThat(repository.find()).isEmpty();
        var next = new Requirement(SchemaCompatibility.PREVIOUS_SERIES_MIGRATION + 1, "9.9.0");
        repository.raise(next);

        TestServer.startOnDatabase(url, KEYS).close();

        assertThat(repository.find()).hasValue(next);
    }

    @Test
    void storesHighestOfConcurrentlyRaisedRequirements() {
        DataSource database = new DriverManagerDataSource(TestServer.freshDatabase());
        var repository = new SchemaCompatibilityRepository(database);

        IntStream.rangeClosed(1, 40)
                .parallel()
                .forEach(migration -> new SchemaCompatibilityRepository(database)
                        .raise(new Requirement(migration, "0." + migration + ".0")));

        assertThat(repository.find()).hasValue(new Requirement(40, "0.40.0"));
    }
}
