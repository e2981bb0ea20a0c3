// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// SDK keys. Keys in use are cached in memory, so that services can be served while the database is down;
/// [#refresh] detects every 5 s which keys have expired or were revoked on other servers. Thread-safe.
@Component
public class SdkKeyRepository {
    private static final Duration USED_TO = Duration.ofMinutes(1);
    private static final RecordRowMapper<SdkKey> KEY = RecordRowMapper.of(SdkKey.class);

    private final JdbcClient jdbc;
    private final DatabaseConcurrencyLimiter limiter;
    private final Clock clock;
    private final Map<HashedSecret, SdkKey> known = new ConcurrentHashMap<>();
    /// Ids of the cached keys that are valid.
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    SdkKeyRepository(JdbcClient jdbc, DatabaseConcurrencyLimiter limiter, Clock clock, BackgroundJobs jobs) {
        this.jdbc = jdbc;
        this.limiter = limiter;
        this.clock = clock;
        jobs.add(BackgroundJob.builder("SDK key refresh", Duration.ofSeconds(5), this::refresh));
    }

    /// A created key with its secret, which cannot be read again.
    public record CreatedSdkKey(SdkKey key, String text) {}

    /// Returns the SDK client of a valid key.
    Optional<Caller.SdkClient> findClient(String text) {
        HashedSecret secret = HashedSecret.of(text);
        SdkKey key = known.get(secret);
        if (key == null) {
            key = limiter.runQueryForUnknownCaller(() -> findStored(secret)).orElse(null);
        }
        if (key == null || !key.isValidAt(clock.instant())) {
            return Optional.empty();
        }
        used.add(key.id());
        return Optional.of(new Caller.SdkClient(key.environment(), key.id()));
    }

    private Optional<SdkKey> findStored(HashedSecret secret) {
        Optional<SdkKey> stored = jdbc.sql("SELECT * FROM sdk_key WHERE key_hash = ?")
                .param(secret.hash())
                .query(KEY)
                .optional();
        stored.filter(found -> found.isValidAt(clock.instant())).ifPresent(found -> cache(secret, found));
        return stored;
    }

    private void cache(HashedSecret secret, SdkKey key) {
        known.put(secret, key);
        open.add(key.id());
    }

    /// Whether a key that was valid before still is. Reads only memory.
    public boolean isActive(String id) {
        return open.contains(id);
    }

    /// Makes the key of `serve --sdk-key` valid for the environment, even if it was revoked or belonged to
    /// another environment.
    public void saveConfiguredKey(String text, String environment) {
        insert(
                IdAndSecretGenerator.newId("k-"),
                text,
                new NewSdkKeyAttributes(environment, "serve --sdk-key", "", null));
    }

    /// The attributes of a key to be created.
    public record NewSdkKeyAttributes(
            String environment,
            String name,
            String createdBy,
            @Nullable Instant expiresAt) {}

    /// Creates a key.
    public CreatedSdkKey create(NewSdkKeyAttributes newSdkKeyAttributes) {
        String text = IdAndSecretGenerator.newSecret("ek_sdk_");
        return new CreatedSdkKey(insert(IdAndSecretGenerator.newId("k-"), text, newSdkKeyAttributes), text);
    }

    private SdkKey insert(String id, String text, NewSdkKeyAttributes newSdkKeyAttributes) {
        HashedSecret secret = HashedSecret.of(text);
        SdkKey key = jdbc.sql("""
                        INSERT INTO sdk_key (key_hash, environment, created_at, id, name, created_by, expires_at)
                        VALUES (:hash, :environment, :now, :id, :name, :createdBy, :expiresAt)
                        ON CONFLICT (key_hash) DO UPDATE
                        SET environment = excluded.environment, expires_at = excluded.expires_at, revoked_at = NULL
                        RETURNING *
                        """)
                .paramSource(newSdkKeyAttributes)
                .param("hash", secret.hash())
                .param("now", clock.instant())
                .param("id", id)
                .query(KEY)
                .single();
        cache(secret, key);
        return key;
    }

    /// Creates a key if the environment has no valid one; empty when it has one.
    public Optional<String> createIfAbsent(String environment) {
        Instant now = clock.instant();
        return listByEnvironment(environment).stream().anyMatch(key -> key.isValidAt(now))
                ? Optional.empty()
                : Optional.of(create(new NewSdkKeyAttributes(environment, "first start", "", null))
                        .text());
    }

    /// Returns all keys of an environment, including expired and revoked ones, newest first.
    public List<SdkKey> listByEnvironment(String environment) {
        return jdbc.sql("SELECT * FROM sdk_key WHERE environment = ? ORDER BY created_at DESC, id")
                .param(environment)
                .query(KEY)
                .list();
    }

    /// Returns the number of valid keys by environment, in one statement; omits environments without valid
    /// keys.
    public Map<String, Integer> countValidByEnvironment() {
        Map<String, Integer> valid = new HashMap<>();
        jdbc.sql("""
                        SELECT environment, count(*) AS valid FROM sdk_key
                        WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
                        GROUP BY environment
                        """).param(clock.instant()).query((ResultSet row) -> {
            valid.put(row.getString("environment"), row.getInt("valid"));
        });
        return valid;
    }

    /// Revokes a key; false when the environment has no such key, or it is already revoked. Its open streams
    /// end, immediately on this server.
    public boolean revoke(String environment, String id) {
        boolean ended = jdbc.sql("""
                        UPDATE sdk_key SET revoked_at = ?
                        WHERE environment = ? AND id = ? AND revoked_at IS NULL
                        """).params(clock.instant(), environment, id).update() > 0;
        if (ended) {
            evict(Set.of(id));
        }
        return ended;
    }

    /// Reloads which keys are valid, drops the others, and stores which keys were used.
    public void refresh() {
        Instant now = clock.instant();
        Set<String> valid =
                new HashSet<>(jdbc.sql("""
                        SELECT id FROM sdk_key
                        WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
                        """).param(now).query(String.class).list());
        Set<String> over = new HashSet<>();
        known.values().stream()
                .map(SdkKey::id)
                .filter(id -> !valid.contains(id))
                .forEach(over::add);
        evict(over);
        List<String> seen = List.copyOf(used);
        if (!seen.isEmpty()) {
            jdbc.sql("""
                            UPDATE sdk_key SET last_used_at = :now
                            WHERE id = ANY (:ids) AND (last_used_at IS NULL OR last_used_at < :before)
                            """)
                    .param("now", now)
                    .param("before", now.minus(USED_TO))
                    .param("ids", seen)
                    .update();
            seen.forEach(used::remove);
        }
    }

    private void evict(Set<String> ids) {
        known.values().removeIf(key -> ids.contains(key.id()));
        open.removeAll(ids);
    }
}
