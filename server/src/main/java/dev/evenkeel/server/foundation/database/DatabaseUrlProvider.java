// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.server.foundation.config.ServerStartOptions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The server's database: an external one, or an embedded one that starts and stops with the server.
///
/// The embedded database starts in the background, while the rest of the server starts; [#url()] waits for it.
public final class DatabaseUrlProvider implements AutoCloseable {
    private final String ownUrl;
    private final @Nullable CompletableFuture<EmbeddedPostgres> embedded;

    private DatabaseUrlProvider(String ownUrl, @Nullable CompletableFuture<EmbeddedPostgres> embedded) {
        this.ownUrl = ownUrl;
        this.embedded = embedded;
    }

    public static DatabaseUrlProvider open(ServerStartOptions options) {
        String url = options.databaseUrl();
        if (url != null) {
            return new DatabaseUrlProvider(url, null);
        }
        CompletableFuture<EmbeddedPostgres> starting = new CompletableFuture<>();
        Thread.ofPlatform().name("evenkeel-postgres-start").daemon().start(() -> {
            try {
                starting.complete(EmbeddedPostgres.start(Objects.requireNonNull(options.dataFolder())));
            } catch (RuntimeException | Error e) {
                starting.completeExceptionally(e);
            }
        });
        return new DatabaseUrlProvider("", starting);
    }

    /// Returns the JDBC URL, including secrets.
    public String jdbcUrl() {
        return embedded == null ? ownUrl : embedded.join().jdbcUrl();
    }

    /// Stops the embedded database, if it was started; does not affect an external one.
    @Override
    public void close() {
        if (embedded != null
                && !embedded.handle((cluster, failure) -> failure != null).join()) {
            embedded.join().close();
        }
    }
}
