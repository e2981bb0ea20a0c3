// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.foundation.security.secrets.SecretHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sessions of the console. One that the admin token opened lasts only as long as the server has that token.
/// Thread-safe.
@Component
public class SessionRepository {
    /// How long one lasts.
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final Duration SEEN_TO = Duration.ofMinutes(1);
    private static final String SELECT = "SELECT id, person, created_at, seen_at, expires_at FROM console_session";

    private final JdbcClient jdbc;
    private final PersonRepository persons;
    private final AdminToken adminToken;
    private final Clock clock;

    SessionRepository(JdbcClient jdbc, PersonRepository persons, AdminToken adminToken, Clock clock) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.adminToken = adminToken;
        this.clock = clock;
    }

    /// Opens a session for a person and returns its token.
    public String open(Person person) {
        return open(person.name(), person);
    }

    /// Opens a session for whoever holds the administrator's token.
    public String openForAdminToken() {
        return open(RequestAuthenticator.ADMIN, null);
    }

    private String open(String name, @Nullable Person person) {
        Instant now = clock.instant();
        String token = IdGenerator.secret("");
        jdbc.sql("DELETE FROM console_session WHERE expires_at < ?")
                .param(Timestamp.from(now))
                .update();
        jdbc.sql("""
                        INSERT INTO console_session
                            (id, token_hash, person, person_id, admin_token_hash, created_at, expires_at)
                        VALUES (:id, :hash, :name, :person, :admin, :now, :until)
                        """)
                .param("id", IdGenerator.id("s-"))
                .param("hash", SecretHash.of(token).hash())
                .param("name", name)
                .param("person", person == null ? null : person.id(), Types.VARCHAR)
                .param("admin", person == null ? boundToAdminToken(token) : null, Types.BINARY)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(LIFETIME)))
                .update();
        return token;
    }

    /// Ends the session of a token.
    public void end(String token) {
        jdbc.sql("DELETE FROM console_session WHERE token_hash = ?")
                .param(SecretHash.of(token).hash())
                .update();
    }

    /// Ends the session of an id; false when there is none.
    public boolean endById(String id) {
        return jdbc.sql("DELETE FROM console_session WHERE id = ?").param(id).update() > 0;
    }

    /// Ends every session of a person; answers how many.
    public int endAllOf(Person person) {
        return jdbc.sql("DELETE FROM console_session WHERE person_id = ?")
                .param(person.id())
                .update();
    }

    private byte @Nullable [] boundToAdminToken(String token) {
        return adminToken.bind(token).map(SecretHash::hash).orElse(null);
    }

    /// Those that last, newest first. One that another admin token opened is among them until it expires while
    /// the server has an admin token: which token opened it can be told only with the session's own token.
    public List<Session> lasting() {
        return jdbc.sql(SELECT + """
                         WHERE expires_at > :now
                            AND (person_id IS NOT NULL OR :admin AND admin_token_hash IS NOT NULL)
                        ORDER BY created_at DESC, id
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("admin", adminToken.isSet())
                .query(SessionRepository::read)
                .list();
    }

    /// Whose session a token is, while it lasts and while they may do anything. One that the admin token opened
    /// is refused when the server has another one or none.
    Optional<Caller.Actor> findActor(String token) {
        SecretHash secret = SecretHash.of(token);
        Instant now = clock.instant();
        return jdbc.sql("""
                        SELECT person, person_id, seen_at FROM console_session
                        WHERE token_hash = :hash AND expires_at > :now
                            AND (person_id IS NOT NULL OR admin_token_hash = :admin)
                        """)
                .param("hash", secret.hash())
                .param("now", Timestamp.from(now))
                .param("admin", boundToAdminToken(token), Types.BINARY)
                .query((row, index) -> new SessionOwner(
                        row.getString("person"),
                        row.getString("person_id"),
                        PersonRepository.instant(row.getTimestamp("seen_at"))))
                .optional()
                .flatMap(holder -> {
                    see(secret, holder, now);
                    return actor(holder);
                });
    }

    private record SessionOwner(
            String name, @Nullable String person, @Nullable Instant seenAt) {}

    private void see(SecretHash secret, SessionOwner holder, Instant now) {
        if (holder.seenAt() == null || holder.seenAt().isBefore(now.minus(SEEN_TO))) {
            jdbc.sql("UPDATE console_session SET seen_at = ? WHERE token_hash = ?")
                    .params(Timestamp.from(now), secret.hash())
                    .update();
        }
    }

    private Optional<Caller.Actor> actor(SessionOwner holder) {
        if (holder.person() == null) {
            return Optional.of(RequestAuthenticator.byAdminToken(holder.name()));
        }
        return persons.findById(holder.person())
                .filter(Person::isActive)
                .map(person -> new Caller.Actor(person.name(), person.grants()));
    }

    private static Session read(ResultSet row, int index) throws SQLException {
        return new Session(
                row.getString("id"),
                row.getString("person"),
                row.getTimestamp("created_at").toInstant(),
                PersonRepository.instant(row.getTimestamp("seen_at")),
                row.getTimestamp("expires_at").toInstant());
    }
}
