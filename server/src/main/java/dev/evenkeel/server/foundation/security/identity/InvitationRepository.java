// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.access.UserAccountRepository;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// One-time links: to set the password of an invited person, and to create the first account of a new server.
/// Thread-safe.
@Component
class InvitationRepository {
    static final Duration LIFETIME = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final UserAccountRepository accounts;
    private final Clock clock;
    private final AtomicReference<@Nullable HashedSecret> first = new AtomicReference<>();

    InvitationRepository(JdbcClient jdbc, UserAccountRepository accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// Creates the link of a person and revokes the former one.
    ///
    /// @return its token
    String create(UserAccount account) {
        String token = IdAndSecretGenerator.newSecret("");
        Instant now = clock.instant();
        revoke(account);
        jdbc.sql("INSERT INTO invitation VALUES (?, ?, ?)")
                .params(HashedSecret.of(token).hash(), account.id(), now.plus(LIFETIME))
                .update();
        return token;
    }

    /// Revokes the link of a person, if any.
    void revoke(UserAccount account) {
        jdbc.sql("DELETE FROM invitation WHERE user_id = ? OR expires_at < ?")
                .params(account.id(), clock.instant())
                .update();
    }

    /// Returns the person invited by a valid link.
    Optional<UserAccount> findByToken(String token) {
        return jdbc.sql("SELECT user_id FROM invitation WHERE token_hash = ? AND expires_at > ?")
                .params(HashedSecret.of(token).hash(), clock.instant())
                .query(String.class)
                .optional()
                .flatMap(accounts::findById)
                .filter(UserAccount::isActive);
    }

    /// Creates the token for the first account, valid until the server stops, and revokes the former one.
    String createFirstAccountToken() {
        String token = IdAndSecretGenerator.newSecret("");
        first.set(HashedSecret.of(token));
        return token;
    }

    /// Whether it is the token for the first account.
    boolean isFirstAccountToken(String token) {
        HashedSecret expected = first.get();
        return expected != null && expected.equals(HashedSecret.of(token));
    }

    /// Revokes the token for the first account.
    void consumeFirstAccountToken() {
        first.set(null);
    }
}
