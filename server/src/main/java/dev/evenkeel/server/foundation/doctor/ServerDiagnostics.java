// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.doctor;

import dev.evenkeel.server.foundation.config.EffectiveSetting;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.database.DatabaseClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What this server is, what it was started with, and what it runs on. No secret is in any of it. Thread-safe.
@Component
public class ServerDiagnostics {
    private final ServerStartOptions options;
    private final PublicBaseUrl address;
    private final DatabaseClock clock;
    private final JdbcClient jdbc;

    ServerDiagnostics(ServerStartOptions options, PublicBaseUrl address, DatabaseClock clock, JdbcClient jdbc) {
        this.options = options;
        this.address = address;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /// What it runs as, and on.
    ///
    /// @param version of Evenkeel; null where it runs from classes that were never packed
    /// @param java version of the Java runtime
    /// @param address where people reach it
    /// @param embedded whether it starts and stops the database itself
    /// @param clockAhead how far the machine's clock is ahead of the database's
    public record RuntimeInfo(
            @Nullable String version, String java, String address, boolean embedded, Duration clockAhead) {}

    /// The database.
    ///
    /// @param version of PostgreSQL
    /// @param schema number of the newest migration
    /// @param connections of this server and all others on it
    /// @param machines from which these come
    public record DatabaseInfo(String version, String schema, int connections, int machines) {}

    /// What it was started with, and what holds where nothing was said.
    public List<EffectiveSetting> started() {
        return EffectiveSetting.of(options);
    }

    /// What it runs as, and on.
    public RuntimeInfo running() {
        return new RuntimeInfo(
                ServerDiagnostics.class.getPackage().getImplementationVersion(),
                System.getProperty("java.runtime.version", ""),
                address.base(),
                options.databaseUrl() == null,
                clock.ahead());
    }

    /// What the database says of itself, in one statement.
    public DatabaseInfo database() {
        return jdbc.sql("""
                        select current_setting('server_version') as version,
                               (select version from flyway_schema_history where success and version is not null
                                order by installed_rank desc limit 1) as schema,
                               count(*) as connections,
                               count(distinct coalesce(host(client_addr), 'here')) as machines
                          from pg_stat_activity
                         where datname = current_database() and application_name = 'evenkeel'
                        """)
                .query((row, index) -> new DatabaseInfo(
                        row.getString("version"),
                        row.getString("schema"),
                        row.getInt("connections"),
                        row.getInt("machines")))
                .single();
    }
}
