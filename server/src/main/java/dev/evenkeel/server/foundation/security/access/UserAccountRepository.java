// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.database.SqlInstants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// All people who can sign in, in the database. Changes run in the caller's transaction. Thread-safe.
@Component
public class UserAccountRepository {
    private static final String SELECT = """
            SELECT u.*,
                   array(SELECT role || '@' || service FROM user_role
                         WHERE user_id = u.id AND source = 'assigned') AS assigned,
                   array(SELECT role || '@' || service FROM user_role
                         WHERE user_id = u.id AND source = 'identity_provider') AS provided
            FROM user_account u""";

    private final JdbcClient jdbc;
    private final Clock clock;

    UserAccountRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Locks all people against changes until the transaction ends; reads are not blocked.
    public void lock() {
        jdbc.sql("LOCK TABLE user_account IN SHARE ROW EXCLUSIVE MODE").update();
    }

    /// Returns all people by name.
    public List<UserAccount> listAll() {
        return jdbc.sql(SELECT + " ORDER BY lower(u.name)")
                .query(UserAccountRepository::mapRow)
                .list();
    }

    /// Finds a person by name, ignoring case.
    public Optional<UserAccount> findByName(String name) {
        return jdbc.sql(SELECT + " WHERE lower(u.name) = lower(?)")
                .param(name)
                .query(UserAccountRepository::mapRow)
                .optional();
    }

    public Optional<UserAccount> findById(String id) {
        return jdbc.sql(SELECT + " WHERE u.id = ?")
                .param(id)
                .query(UserAccountRepository::mapRow)
                .optional();
    }

    /// Finds a person by the subject at an identity provider.
    public Optional<UserAccount> findBySubject(String issuer, String subject) {
        return jdbc.sql(SELECT + " WHERE u.issuer = ? AND u.subject = ?")
                .params(issuer, subject)
                .query(UserAccountRepository::mapRow)
                .optional();
    }

    /// Whether any active person has a password.
    public boolean hasAnyPassword() {
        return jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM user_account WHERE password_hash IS NOT NULL AND disabled_at IS NULL)")
                .query(Boolean.class)
                .single();
    }

    /// Returns the hash of a person's password, if any.
    public Optional<String> findPasswordHash(String id) {
        return jdbc.sql("SELECT password_hash FROM user_account WHERE id = ? AND password_hash IS NOT NULL")
                .param(id)
                .query(String.class)
                .optional();
    }

    /// Adds a person without rights.
    public void insert(String id, String name, String displayName) {
        jdbc.sql("INSERT INTO user_account (id, name, display_name, created_at) VALUES (?, ?, ?, ?)")
                .params(id, name, displayName, clock.instant())
                .update();
    }

    /// Sets a person's subject at an identity provider.
    public void setSubject(String id, String issuer, String subject) {
        jdbc.sql("UPDATE user_account SET issuer = ?, subject = ? WHERE id = ?")
                .params(issuer, subject, id)
                .update();
    }

    /// Sets the hash of a person's password; null removes it.
    public void setPasswordHash(String id, @Nullable String hash) {
        jdbc.sql("UPDATE user_account SET password_hash = :hash WHERE id = :id")
                .param("hash", hash, Types.VARCHAR)
                .param("id", id)
                .update();
    }

    /// Stores the time of a sign-in.
    public void recordSignIn(String id) {
        jdbc.sql("UPDATE user_account SET last_login_at = ? WHERE id = ?")
                .params(clock.instant(), id)
                .update();
    }

    /// Deactivates a person.
    public void disable(String id) {
        jdbc.sql("UPDATE user_account SET disabled_at = ? WHERE id = ?")
                .params(clock.instant(), id)
                .update();
    }

    /// Reactivates a person with the former roles.
    public void enable(String id) {
        jdbc.sql("UPDATE user_account SET disabled_at = NULL WHERE id = ?")
                .param(id)
                .update();
    }

    /// Sets the roles assigned by an administrator.
    public void setGrantedRoles(String id, Collection<ServiceScopedRole> roles) {
        setRoles(id, "assigned", roles);
    }

    /// Sets the roles assigned by the identity provider.
    public void setProviderRoles(String id, Collection<ServiceScopedRole> roles) {
        setRoles(id, "identity_provider", roles);
    }

    private void setRoles(String id, String source, Collection<ServiceScopedRole> roles) {
        jdbc.sql("DELETE FROM user_role WHERE user_id = ? AND source = ?")
                .params(id, source)
                .update();
        for (ServiceScopedRole grant : roles) {
            jdbc.sql("INSERT INTO user_role VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(id, grant.service(), grant.role().text(), source)
                    .update();
        }
    }

    private static UserAccount mapRow(ResultSet row, int index) throws SQLException {
        return new UserAccount(
                row.getString("id"),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("issuer"),
                row.getString("password_hash") != null,
                parseRoles((String[]) row.getArray("assigned").getArray()),
                parseRoles((String[]) row.getArray("provided").getArray()),
                SqlInstants.read(row, "created_at"),
                SqlInstants.readNullable(row, "last_login_at"),
                SqlInstants.readNullable(row, "disabled_at"));
    }

    /* Ignores roles that only a newer server version knows. */
    private static List<ServiceScopedRole> parseRoles(String[] stored) {
        return Stream.of(stored)
                .flatMap(text -> {
                    int at = text.indexOf('@');
                    return AccessRole.findByName(text.substring(0, at))
                            .map(role -> new ServiceScopedRole(role, text.substring(at + 1)))
                            .stream();
                })
                .sorted()
                .toList();
    }
}
