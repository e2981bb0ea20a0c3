// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

import dev.evenkeel.server.platform.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The keys of services. Known keys stay in memory, so that services are served while the database is away.
/// Thread-safe.
@Component
public class SdkKeys {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Secret, String> known = new ConcurrentHashMap<>();

    SdkKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The environment that the key opens, if any.
    Optional<String> findEnvironment(String key) {
        Secret secret = Secret.of(key);
        String environment = known.get(secret);
        if (environment != null) {
            return Optional.of(environment);
        }
        Optional<String> stored = jdbc.sql("SELECT environment FROM sdk_key WHERE key_hash = ?")
                .param(secret.hash())
                .query(String.class)
                .optional();
        stored.ifPresent(found -> known.put(secret, found));
        return stored;
    }

    /// Makes the key valid for the environment; a key that opened another one opens this one from now on.
    void add(String key, String environment) {
        Secret secret = Secret.of(key);
        jdbc.sql("""
                        INSERT INTO sdk_key (key_hash, environment, created_at) VALUES (?, ?, ?)
                        ON CONFLICT (key_hash) DO UPDATE SET environment = excluded.environment
                        """)
                .params(secret.hash(), environment, Timestamp.from(clock.instant()))
                .update();
        known.put(secret, environment);
    }

    /// Makes one more key for the environment. It is given here and nowhere else: only its hash is kept.
    public String create(String environment) {
        String key = Ids.secret("ek_sdk_");
        add(key, environment);
        return key;
    }

    /// Makes a new key when the environment has none; empty when it has one.
    Optional<String> createIfNone(String environment) {
        long existing = jdbc.sql("SELECT count(*) FROM sdk_key WHERE environment = ?")
                .param(environment)
                .query(Long.class)
                .single();
        if (existing > 0) {
            return Optional.empty();
        }
        return Optional.of(create(environment));
    }
}
