// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.access;

import dev.evenkeel.server.platform.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sessions of the console, and the link that opens the first one. Thread-safe.
@Component
class Sessions {
    static final Duration LIFETIME = Duration.ofHours(12);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicReference<@Nullable Secret> link = new AtomicReference<>();

    Sessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Makes a token that opens one session, once, until the server stops. The former one ends.
    String newLinkToken() {
        String token = Ids.secret("");
        link.set(Secret.of(token));
        return token;
    }

    /// Uses the link up; true when it was the right one and unused.
    boolean useLink(String token) {
        Secret expected = link.get();
        return expected != null && expected.equals(Secret.of(token)) && link.compareAndSet(expected, null);
    }

    /// Opens a session and returns its token.
    String open(String person) {
        Instant now = clock.instant();
        String token = Ids.secret("");
        jdbc.sql("DELETE FROM console_session WHERE expires_at < ?")
                .param(Timestamp.from(now))
                .update();
        jdbc.sql("INSERT INTO console_session (token_hash, person, created_at, expires_at) VALUES (?, ?, ?, ?)")
                .params(Secret.of(token).hash(), person, Timestamp.from(now), Timestamp.from(now.plus(LIFETIME)))
                .update();
        return token;
    }

    void end(String token) {
        jdbc.sql("DELETE FROM console_session WHERE token_hash = ?")
                .param(Secret.of(token).hash())
                .update();
    }

    /// The person whose session it is, while it lasts.
    Optional<String> findPerson(String token) {
        return jdbc.sql("SELECT person FROM console_session WHERE token_hash = ? AND expires_at > ?")
                .params(Secret.of(token).hash(), Timestamp.from(clock.instant()))
                .query(String.class)
                .optional();
    }
}
