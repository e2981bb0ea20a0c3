// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.api.CredentialApi.Session;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Console sessions. A session opened with the admin token is valid only as long as the server has that token.
/// Thread-safe.
@Component
public class SessionRepository {
    /// The lifetime of a session.
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final Duration SEEN_TO = Duration.ofMinutes(1);
    private static final String SELECT =
            "SELECT id, user_name AS person, created_at, last_seen_at AS seen_at, expires_at FROM console_session";

    private final JdbcClient jdbc;
    private final UserAccountRepository accounts;
    private final AdminToken adminToken;
    private final Clock clock;

    SessionRepository(JdbcClient jdbc, UserAccountRepository accounts, AdminToken adminToken, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.adminToken = adminToken;
        this.clock = clock;
    }

    /// Opens a session for a person and returns its token.
    public String create(UserAccount account) {
        return create(account.name(), account);
    }

    /// Opens a session for the holder of the admin token and returns its token.
    public String createForAdminToken() {
        return create(RequestAuthenticator.ADMIN_NAME, null);
    }

    private String create(String name, @Nullable UserAccount account) {
        Instant now = clock.instant();
        String token = IdAndSecretGenerator.newSecret("");
        jdbc.sql("DELETE FROM console_session WHERE expires_at < ?").param(now).update();
        jdbc.sql("""
                        INSERT INTO console_session
                            (id, token_hash, user_name, user_id, admin_token_hash, created_at, expires_at)
                        VALUES (:id, :hash, :name, :person, :admin, :now, :until)
                        """)
                .param("id", IdAndSecretGenerator.newId("s-"))
                .param("hash", HashedSecret.of(token).hash())
                .param("name", name)
                .param("person", account == null ? null : account.id(), Types.VARCHAR)
                .param("admin", account == null ? adminTokenBinding(token) : null, Types.BINARY)
                .param("now", now)
                .param("until", now.plus(LIFETIME))
                .update();
        return token;
    }

    /// Ends the session with a token.
    public void revoke(String token) {
        jdbc.sql("DELETE FROM console_session WHERE token_hash = ?")
                .param(HashedSecret.of(token).hash())
                .update();
    }

    /// Ends the session with an id; false when it does not exist.
    public boolean revokeById(String id) {
        return jdbc.sql("DELETE FROM console_session WHERE id = ?").param(id).update() > 0;
    }

    /// Ends every session of a person and returns how many.
    public int revokeAllByPerson(UserAccount account) {
        return jdbc.sql("DELETE FROM console_session WHERE user_id = ?")
                .param(account.id())
                .update();
    }

    private byte @Nullable [] adminTokenBinding(String token) {
        return adminToken.bind(token).map(HashedSecret::hash).orElse(null);
    }

    /// Returns the unexpired sessions, newest first. While the server has an admin token, they include sessions
    /// opened with another admin token, because only the session's own token reveals which one opened it.
    public List<Session> listActive() {
        return jdbc.sql(SELECT + """
                         WHERE expires_at > :now
                            AND (user_id IS NOT NULL OR :admin AND admin_token_hash IS NOT NULL)
                        ORDER BY created_at DESC, id
                        """)
                .param("now", clock.instant())
                .param("admin", adminToken.isSet())
                .query(RecordRowMapper.of(Session.class))
                .list();
    }

    /// Returns the actor of a session that has not expired, while the person is active. A session opened with
    /// the admin token is rejected when the server has another one or none.
    Optional<Caller.Actor> findActor(String token) {
        HashedSecret secret = HashedSecret.of(token);
        Instant now = clock.instant();
        return jdbc.sql("""
                        SELECT user_name AS name, user_id AS person, last_seen_at AS seen_at FROM console_session
                        WHERE token_hash = :hash AND expires_at > :now
                            AND (user_id IS NOT NULL OR admin_token_hash = :admin)
                        """)
                .param("hash", secret.hash())
                .param("now", now)
                .param("admin", adminTokenBinding(token), Types.BINARY)
                .query(RecordRowMapper.of(SessionOwner.class))
                .optional()
                .flatMap(holder -> {
                    recordUse(secret, holder, now);
                    return toActor(holder);
                });
    }

    private record SessionOwner(
            String name, @Nullable String person, @Nullable Instant seenAt) {}

    private void recordUse(HashedSecret secret, SessionOwner holder, Instant now) {
        if (holder.seenAt() == null || holder.seenAt().isBefore(now.minus(SEEN_TO))) {
            jdbc.sql("UPDATE console_session SET last_seen_at = ? WHERE token_hash = ?")
                    .params(now, secret.hash())
                    .update();
        }
    }

    private Optional<Caller.Actor> toActor(SessionOwner holder) {
        if (holder.person() == null) {
            return Optional.of(RequestAuthenticator.adminTokenActor(holder.name()));
        }
        return accounts.findById(holder.person())
                .filter(UserAccount::isActive)
                .map(account -> new Caller.Actor(account.name(), account.grantedRights()));
    }
}
