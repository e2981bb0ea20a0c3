// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.doctor;

import dev.evenkeel.server.foundation.config.EffectiveSetting;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.database.DatabaseClock;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Diagnostics of this server: its settings, process and database. Contains no secrets. Thread-safe.
@Component
public class DiagnosticFactsQueries {
    private final ServerStartOptions options;
    private final PublicBaseUrl baseUrl;
    private final DatabaseClock clock;
    private final JdbcClient jdbc;

    DiagnosticFactsQueries(ServerStartOptions options, PublicBaseUrl baseUrl, DatabaseClock clock, JdbcClient jdbc) {
        this.options = options;
        this.baseUrl = baseUrl;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /// The server process.
    ///
    /// @param version version of Evenkeel; null when it runs from unpackaged classes
    /// @param java version of the Java runtime
    /// @param address base URL for users
    /// @param embeddedDatabase whether the server runs the embedded database
    /// @param clockAhead how far the machine's clock is ahead of the database's
    public record RuntimeInfo(
            @Nullable String version, String java, String address, boolean embeddedDatabase, Duration clockAhead) {}

    /// The database.
    ///
    /// @param version version of PostgreSQL
    /// @param schemaVersion number of the newest migration
    /// @param oldestServerSchemaVersion number of the oldest migration that a server must contain to use it
    /// @param connections connections of all servers
    /// @param clientHosts number of machines with connections
    public record DatabaseInfo(
            String version, String schemaVersion, int oldestServerSchemaVersion, int connections, int clientHosts) {}

    /// Returns the effective settings, including defaults.
    public List<EffectiveSetting> listSettings() {
        return EffectiveSetting.listAll(options);
    }

    /// Returns information about the server process.
    public RuntimeInfo getRuntimeInfo() {
        return new RuntimeInfo(
                DiagnosticFactsQueries.class.getPackage().getImplementationVersion(),
                System.getProperty("java.runtime.version", ""),
                baseUrl.url(),
                options.databaseUrl() == null,
                clock.aheadOfDatabase());
    }

    /// Returns information about the database, queried in one statement.
    public DatabaseInfo queryDatabaseInfo() {
        return jdbc.sql("""
                        select current_setting('server_version') as version,
                               (select version from flyway_schema_history where success and version is not null
                                order by installed_rank desc limit 1) as schema_version,
                               coalesce((select oldest_migration from schema_compatibility), 0) as oldest_server_schema_version,
                               count(*) as connections,
                               count(distinct coalesce(host(client_addr), 'here')) as client_hosts
                          from pg_stat_activity
                         where datname = current_database() and application_name = 'evenkeel'
                        """).query(RecordRowMapper.of(DatabaseInfo.class)).single();
    }
}
