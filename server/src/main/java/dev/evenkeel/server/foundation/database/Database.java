// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import dev.evenkeel.postgres.PostgresCluster;
import dev.evenkeel.server.foundation.config.ServerOptions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The server's database: the caller's own, or an embedded one that starts and stops with the server.
///
/// The embedded one starts in the background, so that the rest of the server can start meanwhile; [#url()] waits
/// for it.
public final class Database implements AutoCloseable {
    private final String ownUrl;
    private final @Nullable CompletableFuture<PostgresCluster> embedded;

    private Database(String ownUrl, @Nullable CompletableFuture<PostgresCluster> embedded) {
        this.ownUrl = ownUrl;
        this.embedded = embedded;
    }

    public static Database open(ServerOptions options) {
        String url = options.databaseUrl();
        if (url != null) {
            return new Database(url, null);
        }
        CompletableFuture<PostgresCluster> starting = new CompletableFuture<>();
        Thread.ofPlatform().name("evenkeel-postgres-start").daemon().start(() -> {
            try {
                starting.complete(PostgresCluster.start(Objects.requireNonNull(options.data())));
            } catch (RuntimeException | Error e) {
                starting.completeExceptionally(e);
            }
        });
        return new Database("", starting);
    }

    /// The JDBC address, secrets included.
    public String url() {
        return embedded == null ? ownUrl : embedded.join().jdbcUrl();
    }

    /// Stops the embedded database, if it ever started; leaves one's own alone.
    @Override
    public void close() {
        if (embedded != null
                && !embedded.handle((cluster, failure) -> failure != null).join()) {
            embedded.join().close();
        }
    }
}
