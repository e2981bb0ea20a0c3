// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.server.foundation.security.secrets.SecretEncryptor;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The sinks, their secrets encrypted. Every method runs in the caller's transaction if there is one, in one
/// round trip.
@Component
public class NotificationChannelRepository {
    private static final String SELECT = "select name, kind, address, secret, sealed_secret from event_sink ";

    private final JdbcClient jdbc;
    private final SecretEncryptor box;

    NotificationChannelRepository(JdbcClient jdbc, SecretEncryptor box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /// By name.
    public List<NotificationChannel> all() {
        return jdbc.sql(SELECT + "order by name")
                .query((row, index) -> stored(row).opened(box))
                .list();
    }

    public Optional<NotificationChannel> find(String name) {
        return jdbc.sql(SELECT + "where name = :name")
                .param("name", name)
                .query((row, index) -> stored(row).opened(box))
                .optional();
    }

    public void put(NotificationChannel sink) {
        byte[] sealed = box.hasKey() ? box.seal(sink.name(), sink.secret()) : null;
        jdbc.sql("""
                        insert into event_sink (name, kind, address, secret, sealed_secret)
                        values (:name, :kind, :address, :secret, :sealed::bytea)
                        on conflict (name) do update
                        set kind = excluded.kind, address = excluded.address, secret = excluded.secret,
                            sealed_secret = excluded.sealed_secret
                        """)
                .param("name", sink.name())
                .param("kind", sink.kind().name())
                .param("address", sink.address().toString())
                .param("secret", sealed == null ? sink.secret() : "")
                .param("sealed", sealed)
                .update();
    }

    /// Encrypts every secret that is not encrypted with the newest key; nothing where this server has no key.
    ///
    /// @return how many
    int sealAll() {
        if (!box.hasKey()) {
            return 0;
        }
        List<NotificationChannel> others =
                jdbc.sql(SELECT + "order by name for update").query((row, index) -> stored(row)).list().stream()
                        .filter(one -> one.sealed() == null || !box.isSealedWithNewestKey(one.sealed()))
                        .map(one -> one.opened(box))
                        .filter(sink -> !sink.isLocked())
                        .toList();
        others.forEach(this::put);
        return others.size();
    }

    public boolean delete(String name) {
        return jdbc.sql("delete from event_sink where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    private static StoredChannel stored(ResultSet row) throws SQLException {
        return new StoredChannel(
                new NotificationChannel(
                        row.getString("name"),
                        NotificationChannelType.valueOf(row.getString("kind")),
                        URI.create(row.getString("address")),
                        row.getString("secret")),
                row.getBytes("sealed_secret"));
    }

    /// A row.
    ///
    /// @param sealed the encrypted secret; null where the secret stands in clear text
    @SuppressWarnings("ArrayRecordComponent")
    private record StoredChannel(NotificationChannel sink, byte @Nullable [] sealed) {
        NotificationChannel opened(SecretEncryptor box) {
            return sealed == null
                    ? sink
                    : sink.with(box.open(sink.name(), sealed).orElse(NotificationChannel.LOCKED));
        }
    }
}
