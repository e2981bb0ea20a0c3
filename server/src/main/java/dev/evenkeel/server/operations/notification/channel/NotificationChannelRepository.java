// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.security.secrets.SecretEncryptor;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of channels, with encrypted secrets.
@Component
public class NotificationChannelRepository {
    private static final String SELECT =
            "select name, type, url as address, secret, encrypted_secret from notification_channel ";
    private static final RecordRowMapper<StoredChannel> CHANNEL =
            RecordRowMapper.of(StoredChannel.class).parsing(URI.class, URI::create);

    private final JdbcClient jdbc;
    private final SecretEncryptor box;

    NotificationChannelRepository(JdbcClient jdbc, SecretEncryptor box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /// Returns all channels, by name.
    public List<NotificationChannel> listAll() {
        return jdbc.sql(SELECT + "order by name")
                .query((row, index) -> CHANNEL.mapRow(row, index).decrypt(box))
                .list();
    }

    public Optional<NotificationChannel> findByName(String name) {
        return jdbc.sql(SELECT + "where name = :name")
                .param("name", name)
                .query(CHANNEL)
                .optional()
                .map(stored -> stored.decrypt(box));
    }

    public void save(NotificationChannel channel) {
        byte[] sealed = box.hasKey() ? box.encrypt(channel.name(), channel.secret()) : null;
        jdbc.sql("""
                        insert into notification_channel (name, type, url, secret, encrypted_secret)
                        values (:name, :type, :url, :secret, :encryptedSecret::bytea)
                        on conflict (name) do update
                        set type = excluded.type, url = excluded.url, secret = excluded.secret,
                            encrypted_secret = excluded.encrypted_secret
                        """)
                .paramSource(channel)
                .param("url", channel.address().toString())
                .param("secret", sealed == null ? channel.secret() : "")
                .param("encryptedSecret", sealed)
                .update();
    }

    /// Encrypts each secret that is not encrypted with the newest key; does nothing if this server has no key.
    ///
    /// @return number of secrets that were encrypted
    int reencryptAll() {
        if (!box.hasKey()) {
            return 0;
        }
        List<NotificationChannel> others = jdbc.sql(SELECT + "order by name for update").query(CHANNEL).list().stream()
                .filter(one -> one.encryptedSecret() == null || !box.isEncryptedWithNewestKey(one.encryptedSecret()))
                .map(one -> one.decrypt(box))
                .filter(channel -> !channel.isLocked())
                .toList();
        others.forEach(this::save);
        return others.size();
    }

    public boolean delete(String name) {
        return jdbc.sql("delete from notification_channel where name = :name")
                        .param("name", name)
                        .update()
                > 0;
    }

    /// A table row.
    ///
    /// @param encryptedSecret the encrypted secret; null if the secret is in plain text
    @SuppressWarnings("ArrayRecordComponent")
    private record StoredChannel(NotificationChannel channel, byte @Nullable [] encryptedSecret) {
        NotificationChannel decrypt(SecretEncryptor box) {
            return encryptedSecret == null
                    ? channel
                    : channel.withSecret(
                            box.decrypt(channel.name(), encryptedSecret).orElse(NotificationChannel.LOCKED));
        }
    }
}
