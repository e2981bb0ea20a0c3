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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tokens of the API: for people at a terminal, and for machines. Thread-safe.
@Component
public class ApiTokenRepository {
    private static final Duration USED_TO = Duration.ofMinutes(1);
    private static final String SELECT =
            "SELECT t.*, p.name AS person_name FROM api_token t LEFT JOIN person p ON p.id = t.person";

    private final JdbcClient jdbc;
    private final PersonRepository persons;
    private final Clock clock;
    /* Texts that were tried and are no tokens, so that a program with a wrong one does not ask the database each time.
    A token is random, so a text that is none never becomes one. */
    private final RecentTokenCache unknown = new RecentTokenCache(Duration.ofSeconds(30));

    ApiTokenRepository(JdbcClient jdbc, PersonRepository persons, Clock clock) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.clock = clock;
    }

    /// A new token as it is wanted.
    ///
    /// @param person whose it is; null for a machine's own
    public record NewApiToken(
            String name, @Nullable Person person, List<RoleGrant> roles, String createdBy, Instant expiresAt) {
        public NewApiToken {
            roles = List.copyOf(roles);
        }
    }

    /// A token and its text, which is given here and nowhere else.
    public record CreatedApiToken(ApiToken token, String text) {}

    /// Makes one.
    public CreatedApiToken create(NewApiToken order) {
        String id = IdGenerator.id("t-");
        String text = IdGenerator.secret("ek_api_");
        Person person = order.person();
        jdbc.sql("""
                        INSERT INTO api_token (id, token_hash, name, person, roles, created_by, created_at, expires_at)
                        VALUES (:id, :hash, :name, :person, :roles, :by, :now, :until)
                        """)
                .param("id", id)
                .param("hash", SecretHash.of(text).hash())
                .param("name", order.name())
                .param("person", person == null ? null : person.id(), Types.VARCHAR)
                .param("roles", order.roles().stream().map(RoleGrant::text).toArray(String[]::new))
                .param("by", order.createdBy())
                .param("now", Timestamp.from(clock.instant()))
                .param("until", Timestamp.from(order.expiresAt()))
                .update();
        return new CreatedApiToken(find(id).orElseThrow(), text);
    }

    /// All that ever were, newest first.
    public List<ApiToken> all() {
        return jdbc.sql(SELECT + " ORDER BY t.created_at DESC, t.id")
                .query(ApiTokenRepository::read)
                .list();
    }

    /// The one of an id.
    public Optional<ApiToken> find(String id) {
        return jdbc.sql(SELECT + " WHERE t.id = ?")
                .param(id)
                .query(ApiTokenRepository::read)
                .optional();
    }

    /// Takes one back; false when it was already.
    public boolean end(String id) {
        return jdbc.sql("UPDATE api_token SET ended_at = ? WHERE id = ? AND ended_at IS NULL")
                        .params(Timestamp.from(clock.instant()), id)
                        .update()
                > 0;
    }

    /// Takes all of a person back; answers how many.
    public int endAllOf(Person person) {
        return jdbc.sql("UPDATE api_token SET ended_at = ? WHERE person = ? AND ended_at IS NULL")
                .params(Timestamp.from(clock.instant()), person.id())
                .update();
    }

    /// Whoever a token speaks for, while it is valid. A machine never approves: nobody could say who
    /// did.
    Optional<Caller.Actor> findActor(String text) {
        Instant now = clock.instant();
        SecretHash secret = SecretHash.of(text);
        if (unknown.contains(secret, now)) {
            return Optional.empty();
        }
        Optional<ApiToken> found = jdbc.sql(SELECT + " WHERE t.token_hash = ?")
                .param(secret.hash())
                .query(ApiTokenRepository::read)
                .optional();
        if (found.isEmpty()) {
            unknown.add(secret, now);
        }
        return found.filter(token -> token.isValidAt(now)).flatMap(token -> {
            use(token, now);
            return actor(token);
        });
    }

    private void use(ApiToken token, Instant now) {
        Instant used = token.usedAt();
        if (used == null || used.isBefore(now.minus(USED_TO))) {
            jdbc.sql("UPDATE api_token SET used_at = ? WHERE id = ?")
                    .params(Timestamp.from(now), token.id())
                    .update();
        }
    }

    private Optional<Caller.Actor> actor(ApiToken token) {
        GrantedRights limit = GrantedRights.of(token.roles());
        String person = token.person();
        if (person == null) {
            return Optional.of(new Caller.Actor("token:" + token.name(), limit.without(Right.APPROVE)));
        }
        return persons.find(person)
                .filter(Person::isActive)
                .map(owner -> new Caller.Actor(owner.name(), owner.grants().within(limit)));
    }

    private static ApiToken read(ResultSet row, int index) throws SQLException {
        return new ApiToken(
                row.getString("id"),
                row.getString("name"),
                row.getString("person_name"),
                Stream.of((String[]) row.getArray("roles").getArray())
                        .flatMap(text -> RoleGrant.parse(text).stream())
                        .toList(),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                PersonRepository.instant(row.getTimestamp("used_at")),
                PersonRepository.instant(row.getTimestamp("ended_at")));
    }
}
