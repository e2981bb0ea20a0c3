// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.security.secrets.SecretHash;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sign-ins that are under way at the provider, in the database, so that any server may take the answer.
@Component
class OidcRequestRepository {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final DatabaseConcurrencyLimiter shares;
    private final Clock clock;

    OidcRequestRepository(JdbcClient jdbc, DatabaseConcurrencyLimiter shares, Clock clock) {
        this.jdbc = jdbc;
        this.shares = shares;
        this.clock = clock;
    }

    /// What of a request is needed to take its answer.
    ///
    /// @param nonce that the ID token must name
    /// @param verifier of PKCE (RFC 7636)
    /// @param target where the browser goes then, a path of this server
    record PendingSignIn(String nonce, String verifier, String target) {}

    /// @param state that the answer must bring
    /// @param browser secret of the browser's cookie, which binds the answer to the browser that asked
    void keep(String state, String browser, PendingSignIn pending) {
        shares.queryForUnknown(() -> insert(state, browser, pending));
    }

    private int insert(String state, String browser, PendingSignIn pending) {
        jdbc.sql("DELETE FROM oidc_request WHERE expires_at < ?")
                .param(Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql("INSERT INTO oidc_request VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        SecretHash.of(state).hash(),
                        SecretHash.of(browser).hash(),
                        pending.nonce(),
                        pending.verifier(),
                        pending.target(),
                        Timestamp.from(clock.instant().plus(LIFETIME)))
                .update();
    }

    /// Takes a request out, once.
    Optional<PendingSignIn> take(String state, String browser) {
        return shares.queryForUnknown(() -> jdbc.sql("""
                        DELETE FROM oidc_request WHERE state_hash = ? AND browser_hash = ? AND expires_at > ?
                        RETURNING nonce, verifier, target
                        """)
                .params(SecretHash.of(state).hash(), SecretHash.of(browser).hash(), Timestamp.from(clock.instant()))
                .query(PendingSignIn.class)
                .optional());
    }
}
