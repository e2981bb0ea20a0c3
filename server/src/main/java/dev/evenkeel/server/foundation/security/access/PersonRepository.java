// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Everybody who may sign in, in the database. What changes runs in the caller's transaction.
/// Thread-safe.
@Component
public class PersonRepository {
    private static final String SELECT = """
            SELECT p.*,
                   array(SELECT role || '@' || service FROM person_role
                         WHERE person = p.id AND source = 'given') AS given,
                   array(SELECT role || '@' || service FROM person_role
                         WHERE person = p.id AND source = 'provider') AS provided
            FROM person p""";

    private final JdbcClient jdbc;
    private final Clock clock;

    PersonRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Keeps others from changing anybody until the transaction ends; reading goes on.
    public void lock() {
        jdbc.sql("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE").update();
    }

    /// All, by name.
    public List<Person> all() {
        return jdbc.sql(SELECT + " ORDER BY lower(p.name)")
                .query(PersonRepository::read)
                .list();
    }

    /// Whoever has this name, however its letters are written.
    public Optional<Person> find(String name) {
        return jdbc.sql(SELECT + " WHERE lower(p.name) = lower(?)")
                .param(name)
                .query(PersonRepository::read)
                .optional();
    }

    /// Whoever has this id.
    public Optional<Person> findById(String id) {
        return jdbc.sql(SELECT + " WHERE p.id = ?")
                .param(id)
                .query(PersonRepository::read)
                .optional();
    }

    /// Whoever a provider knows by this subject.
    public Optional<Person> findBySubject(String issuer, String subject) {
        return jdbc.sql(SELECT + " WHERE p.issuer = ? AND p.subject = ?")
                .params(issuer, subject)
                .query(PersonRepository::read)
                .optional();
    }

    /// Whether anybody who may do something has a password.
    public boolean hasPasswords() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM person WHERE password_hash IS NOT NULL AND ended_at IS NULL)")
                .query(Boolean.class)
                .single();
    }

    /// The hash of a password, if they have one.
    public Optional<String> passwordHash(String id) {
        return jdbc.sql("SELECT password_hash FROM person WHERE id = ? AND password_hash IS NOT NULL")
                .param(id)
                .query(String.class)
                .optional();
    }

    /// Adds somebody who may do nothing yet.
    public void insert(String id, String name, String displayName) {
        jdbc.sql("INSERT INTO person (id, name, display_name, created_at) VALUES (?, ?, ?, ?)")
                .params(id, name, displayName, Timestamp.from(clock.instant()))
                .update();
    }

    /// Says by which subject a provider knows them.
    public void setSubject(String id, String issuer, String subject) {
        jdbc.sql("UPDATE person SET issuer = ?, subject = ? WHERE id = ?")
                .params(issuer, subject, id)
                .update();
    }

    /// Sets the hash of their password, null for none.
    public void setPasswordHash(String id, @Nullable String hash) {
        jdbc.sql("UPDATE person SET password_hash = :hash WHERE id = :id")
                .param("hash", hash, Types.VARCHAR)
                .param("id", id)
                .update();
    }

    /// Notes a sign-in.
    public void setSignedIn(String id) {
        jdbc.sql("UPDATE person SET signed_in_at = ? WHERE id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }

    /// From now on they may do nothing.
    public void end(String id) {
        jdbc.sql("UPDATE person SET ended_at = ? WHERE id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }

    /// They may do again what their roles say.
    public void letReturn(String id) {
        jdbc.sql("UPDATE person SET ended_at = NULL WHERE id = ?").param(id).update();
    }

    /// Sets the roles that an administrator gives.
    public void setGiven(String id, Collection<RoleGrant> roles) {
        setRoles(id, "given", roles);
    }

    /// Sets the roles that their provider says.
    public void setProvided(String id, Collection<RoleGrant> roles) {
        setRoles(id, "provider", roles);
    }

    private void setRoles(String id, String source, Collection<RoleGrant> roles) {
        jdbc.sql("DELETE FROM person_role WHERE person = ? AND source = ?")
                .params(id, source)
                .update();
        for (RoleGrant grant : roles) {
            jdbc.sql("INSERT INTO person_role VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(id, grant.service(), grant.role().text(), source)
                    .update();
        }
    }

    private static Person read(ResultSet row, int index) throws SQLException {
        return new Person(
                row.getString("id"),
                row.getString("name"),
                row.getString("display_name"),
                row.getString("issuer"),
                row.getString("password_hash") != null,
                roles((String[]) row.getArray("given").getArray()),
                roles((String[]) row.getArray("provided").getArray()),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("signed_in_at")),
                instant(row.getTimestamp("ended_at")));
    }

    /* A role that a newer server knows and this one does not gives nothing. */
    private static List<RoleGrant> roles(String[] stored) {
        return Stream.of(stored)
                .flatMap(text -> {
                    int at = text.indexOf('@');
                    return AccessRole.find(text.substring(0, at))
                            .map(role -> new RoleGrant(role, text.substring(at + 1)))
                            .stream();
                })
                .sorted()
                .toList();
    }

    static @Nullable Instant instant(@Nullable Timestamp stored) {
        return stored == null ? null : stored.toInstant();
    }
}
