// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The database of a ledger: its own embedded PostgreSQL, or an existing one.
final class LedgerDatabase implements JdbcConnectionDetails, AutoCloseable {
    private final @Nullable EmbeddedPostgres cluster;
    private final String url;

    LedgerDatabase(PaymentsOptions.LedgerLocation place) {
        this.cluster = place.databaseUrl() == null ? EmbeddedPostgres.start(place.data()) : null;
        this.url = cluster == null ? String.valueOf(place.databaseUrl()) : cluster.jdbcUrl();
    }

    @Override
    public @Nullable String getUsername() {
        return null;
    }

    @Override
    public @Nullable String getPassword() {
        return null;
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
