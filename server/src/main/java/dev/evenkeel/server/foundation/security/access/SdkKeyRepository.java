// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.foundation.security.secrets.SecretHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
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

/// The keys of services. Known keys stay in memory, so that services are served while the database is
/// away; what was taken back on another server is noticed by [#refresh]. Thread-safe.
@Component
public class SdkKeyRepository {
    private static final Duration USED_TO = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final DatabaseConcurrencyLimiter shares;
    private final Clock clock;
    private final Map<SecretHash, SdkKey> known = new ConcurrentHashMap<>();
    /// Ids of the known ones.
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    SdkKeyRepository(JdbcClient jdbc, DatabaseConcurrencyLimiter shares, Clock clock) {
        this.jdbc = jdbc;
        this.shares = shares;
        this.clock = clock;
    }

    /// A key and its text, which is given here and nowhere else.
    public record CreatedSdkKey(SdkKey key, String text) {}

    /// The service that the key opens an environment for, if any.
    Optional<Caller.SdkClient> findClient(String text) {
        SecretHash secret = SecretHash.of(text);
        SdkKey key = known.get(secret);
        if (key == null) {
            key = shares.queryForUnknown(() -> findStored(secret)).orElse(null);
        }
        if (key == null || !key.isValidAt(clock.instant())) {
            return Optional.empty();
        }
        used.add(key.id());
        return Optional.of(new Caller.SdkClient(key.environment(), key.id()));
    }

    private Optional<SdkKey> findStored(SecretHash secret) {
        Optional<SdkKey> stored = jdbc.sql("SELECT * FROM sdk_key WHERE key_hash = ?")
                .param(secret.hash())
                .query(SdkKeyRepository::read)
                .optional();
        stored.filter(found -> found.isValidAt(clock.instant())).ifPresent(found -> know(secret, found));
        return stored;
    }

    private void know(SecretHash secret, SdkKey key) {
        known.put(secret, key);
        open.add(key.id());
    }

    /// Whether a key that opened something goes on opening it. Costs a look into memory.
    public boolean isOpen(String id) {
        return open.contains(id);
    }

    /// Makes the key of `serve --sdk-key` valid for the environment; one that opened another
    /// environment, or was taken back, opens this one from now on.
    public void add(String text, String environment) {
        insert(IdGenerator.id("k-"), text, new NewSdkKey(environment, "serve --sdk-key", "", null));
    }

    /// A new key as it is wanted.
    public record NewSdkKey(
            String environment,
            String name,
            String createdBy,
            @Nullable Instant expiresAt) {}

    /// Makes one more key.
    public CreatedSdkKey create(NewSdkKey order) {
        String text = IdGenerator.secret("ek_sdk_");
        return new CreatedSdkKey(insert(IdGenerator.id("k-"), text, order), text);
    }

    private SdkKey insert(String id, String text, NewSdkKey order) {
        SecretHash secret = SecretHash.of(text);
        Instant end = order.expiresAt();
        SdkKey key = jdbc.sql("""
                        INSERT INTO sdk_key (key_hash, environment, created_at, id, name, created_by, expires_at)
                        VALUES (:hash, :environment, :now, :id, :name, :by, :until)
                        ON CONFLICT (key_hash) DO UPDATE
                        SET environment = excluded.environment, expires_at = excluded.expires_at, ended_at = NULL
                        RETURNING *
                        """)
                .param("hash", secret.hash())
                .param("environment", order.environment())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .param("name", order.name())
                .param("by", order.createdBy())
                .param("until", end == null ? null : Timestamp.from(end), Types.TIMESTAMP)
                .query(SdkKeyRepository::read)
                .single();
        know(secret, key);
        return key;
    }

    /// Makes a new key when the environment has none that opens it; empty when it has one.
    public Optional<String> createIfNone(String environment) {
        Instant now = clock.instant();
        return ofEnvironment(environment).stream().anyMatch(key -> key.isValidAt(now))
                ? Optional.empty()
                : Optional.of(create(new NewSdkKey(environment, "first start", "", null))
                        .text());
    }

    /// All that an environment ever had, newest first.
    public List<SdkKey> ofEnvironment(String environment) {
        return jdbc.sql("SELECT * FROM sdk_key WHERE environment = ? ORDER BY created_at DESC, id")
                .param(environment)
                .query(SdkKeyRepository::read)
                .list();
    }

    /// How many open each environment now; environments of which none does are left out. One statement.
    public Map<String, Integer> validByEnvironment() {
        Map<String, Integer> valid = new HashMap<>();
        jdbc.sql("""
                        SELECT environment, count(*) AS valid FROM sdk_key
                        WHERE ended_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
                        GROUP BY environment
                        """).param(Timestamp.from(clock.instant())).query((ResultSet row) -> {
            valid.put(row.getString("environment"), row.getInt("valid"));
        });
        return valid;
    }

    /// Takes one back; false when the environment has none of this id, or it was already. Its open
    /// streams end, on this server at once.
    public boolean end(String environment, String id) {
        boolean ended = jdbc.sql("""
                        UPDATE sdk_key SET ended_at = ?
                        WHERE environment = ? AND id = ? AND ended_at IS NULL
                        """)
                        .params(Timestamp.from(clock.instant()), environment, id)
                        .update()
                > 0;
        if (ended) {
            forget(Set.of(id));
        }
        return ended;
    }

    /// Reads again which keys are valid, tells of those that are no more, and writes down which were
    /// used.
    public void refresh() {
        Instant now = clock.instant();
        Set<String> valid = new HashSet<>(
                jdbc.sql("""
                        SELECT id FROM sdk_key
                        WHERE ended_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
                        """).param(Timestamp.from(now)).query(String.class).list());
        Set<String> over = new HashSet<>();
        known.values().stream()
                .map(SdkKey::id)
                .filter(id -> !valid.contains(id))
                .forEach(over::add);
        forget(over);
        List<String> seen = List.copyOf(used);
        if (!seen.isEmpty()) {
            jdbc.sql("UPDATE sdk_key SET used_at = :now WHERE id IN (:ids) AND (used_at IS NULL OR used_at < :before)")
                    .param("now", Timestamp.from(now))
                    .param("before", Timestamp.from(now.minus(USED_TO)))
                    .param("ids", seen)
                    .update();
            seen.forEach(used::remove);
        }
    }

    private void forget(Set<String> ids) {
        known.values().removeIf(key -> ids.contains(key.id()));
        open.removeAll(ids);
    }

    private static SdkKey read(ResultSet row, int index) throws SQLException {
        return new SdkKey(
                row.getString("id"),
                row.getString("environment"),
                row.getString("name"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                PersonRepository.instant(row.getTimestamp("expires_at")),
                PersonRepository.instant(row.getTimestamp("used_at")),
                PersonRepository.instant(row.getTimestamp("ended_at")));
    }
}
