// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Pending sign-ins at the provider, in the database, so that any server can process the callback.
@Component
class OidcRequestRepository {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final DatabaseConcurrencyLimiter limiter;
    private final Clock clock;

    OidcRequestRepository(JdbcClient jdbc, DatabaseConcurrencyLimiter limiter, Clock clock) {
        this.jdbc = jdbc;
        this.limiter = limiter;
        this.clock = clock;
    }

    /// The data of a request that its callback needs.
    ///
    /// @param nonce nonce that the ID token must contain
    /// @param codeVerifier code verifier of PKCE (RFC 7636)
    /// @param redirectPath path of this server to redirect to
    record PendingSignIn(String nonce, String codeVerifier, String redirectPath) {}

    /// @param state state that the callback must contain
    /// @param browser secret in the browser's cookie, which binds the callback to the browser that sent the
    ///     request
    void save(String state, String browser, PendingSignIn pending) {
        limiter.runQueryForUnknownCaller(() -> insert(state, browser, pending));
    }

    private int insert(String state, String browser, PendingSignIn pending) {
        jdbc.sql("DELETE FROM oidc_request WHERE expires_at < ?")
                .param(clock.instant())
                .update();
        return jdbc.sql("INSERT INTO oidc_request VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        HashedSecret.of(state).hash(),
                        HashedSecret.of(browser).hash(),
                        pending.nonce(),
                        pending.codeVerifier(),
                        pending.redirectPath(),
                        clock.instant().plus(LIFETIME))
                .update();
    }

    /// Removes and returns a request, so that it is used only once.
    Optional<PendingSignIn> consume(String state, String browser) {
        return limiter.runQueryForUnknownCaller(() -> jdbc.sql("""
                        DELETE FROM oidc_request WHERE state_hash = ? AND browser_hash = ? AND expires_at > ?
                        RETURNING nonce, code_verifier, redirect_path
                        """)
                .params(HashedSecret.of(state).hash(), HashedSecret.of(browser).hash(), clock.instant())
                .query(RecordRowMapper.of(PendingSignIn.class))
                .optional());
    }
}
