// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.database.SqlInstants;
import dev.evenkeel.server.foundation.security.secrets.HashedSecret;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// API tokens of people and machines. Thread-safe.
@Component
public class ApiTokenRepository {
    private static final Duration USED_TO = Duration.ofMinutes(1);
    private static final String SELECT =
            "SELECT t.*, u.name AS user_name FROM api_token t LEFT JOIN user_account u ON u.id = t.user_id";

    private final JdbcClient jdbc;
    private final UserAccountRepository accounts;
    private final Clock clock;
    /*
     * Values that were presented and are not tokens, so that a client with an invalid token does not query the
     * database on every request. Tokens are random, so an invalid value never becomes valid.
     */
    private final RecentTokenHashSet unknown = new RecentTokenHashSet(Duration.ofSeconds(30));

    ApiTokenRepository(JdbcClient jdbc, UserAccountRepository accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// The attributes of a token to be created.
    ///
    /// @param person the person it belongs to; null for a machine's token
    public record NewApiToken(
            String name,
            @Nullable UserAccount person,
            List<ServiceScopedRole> roles,
            String createdBy,
            Instant expiresAt) {
        public NewApiToken {
            roles = List.copyOf(roles);
        }
    }

    /// A created token with its secret, which cannot be read again.
    public record CreatedApiToken(ApiToken token, String text) {}

    /// Creates a token.
    public CreatedApiToken create(NewApiToken newApiToken) {
        String id = IdAndSecretGenerator.newId("t-");
        String text = IdAndSecretGenerator.newSecret("ek_api_");
        UserAccount account = newApiToken.person();
        jdbc.sql("""
                        INSERT INTO api_token (id, token_hash, name, user_id, roles, created_by, created_at, expires_at)
                        VALUES (:id, :hash, :name, :person, :roles, :createdBy, :now, :expiresAt)
                        """)
                .paramSource(newApiToken)
                .param("id", id)
                .param("hash", HashedSecret.of(text).hash())
                .param("person", account == null ? null : account.id())
                .param(
                        "roles",
                        newApiToken.roles().stream()
                                .map(ServiceScopedRole::text)
                                .toList())
                .param("now", clock.instant())
                .update();
        return new CreatedApiToken(findById(id).orElseThrow(), text);
    }

    /// Returns all tokens, including expired and revoked ones, newest first.
    public List<ApiToken> listAll() {
        return jdbc.sql(SELECT + " ORDER BY t.created_at DESC, t.id")
                .query(ApiTokenRepository::mapRow)
                .list();
    }

    public Optional<ApiToken> findById(String id) {
        return jdbc.sql(SELECT + " WHERE t.id = ?")
                .param(id)
                .query(ApiTokenRepository::mapRow)
                .optional();
    }

    /// Revokes a token; false when it is already revoked.
    public boolean revoke(String id) {
        return jdbc.sql("UPDATE api_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                        .params(clock.instant(), id)
                        .update()
                > 0;
    }

    /// Revokes all tokens of a person and returns how many.
    public int revokeAllByPerson(UserAccount account) {
        return jdbc.sql("UPDATE api_token SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL")
                .params(clock.instant(), account.id())
                .update();
    }

    /// Returns the actor of a valid token. A machine's token has no right to approve, because an approval must
    /// come from a person.
    Optional<Caller.Actor> findActor(String text) {
        Instant now = clock.instant();
        HashedSecret secret = HashedSecret.of(text);
        if (unknown.contains(secret, now)) {
            return Optional.empty();
        }
        Optional<ApiToken> found = jdbc.sql(SELECT + " WHERE t.token_hash = ?")
                .param(secret.hash())
                .query(ApiTokenRepository::mapRow)
                .optional();
        if (found.isEmpty()) {
            unknown.add(secret, now);
        }
        return found.filter(token -> token.isValidAt(now)).flatMap(token -> {
            recordUse(token, now);
            return toActor(token);
        });
    }

    private void recordUse(ApiToken token, Instant now) {
        Instant used = token.lastUsedAt();
        if (used == null || used.isBefore(now.minus(USED_TO))) {
            jdbc.sql("UPDATE api_token SET last_used_at = ? WHERE id = ?")
                    .params(now, token.id())
                    .update();
        }
    }

    private Optional<Caller.Actor> toActor(ApiToken token) {
        GrantedRights limit = GrantedRights.of(token.roles());
        String person = token.person();
        if (person == null) {
            return Optional.of(new Caller.Actor("token:" + token.name(), limit.without(Right.APPROVE)));
        }
        return accounts.findByName(person)
                .filter(UserAccount::isActive)
                .map(owner ->
                        new Caller.Actor(owner.name(), owner.grantedRights().intersect(limit)));
    }

    private static ApiToken mapRow(ResultSet row, int index) throws SQLException {
        return new ApiToken(
                row.getString("id"),
                row.getString("name"),
                row.getString("user_name"),
                Stream.of((String[]) row.getArray("roles").getArray())
                        .flatMap(text -> ServiceScopedRole.parse(text).stream())
                        .toList(),
                row.getString("created_by"),
                SqlInstants.read(row, "created_at"),
                SqlInstants.read(row, "expires_at"),
                SqlInstants.readNullable(row, "last_used_at"),
                SqlInstants.readNullable(row, "revoked_at"));
    }
}
