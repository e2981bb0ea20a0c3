// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.PersonRepository;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.foundation.security.secrets.SecretHash;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Links that work once: an invited person sets a password by one, and the first account of a new server
/// is made by one. Thread-safe.
@Component
class InvitationRepository {
    static final Duration LIFETIME = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final PersonRepository persons;
    private final Clock clock;
    private final AtomicReference<@Nullable SecretHash> first = new AtomicReference<>();

    InvitationRepository(JdbcClient jdbc, PersonRepository persons, Clock clock) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.clock = clock;
    }

    /// Makes the link of a person; the former one ends.
    ///
    /// @return its token
    String create(Person person) {
        String token = IdGenerator.secret("");
        Instant now = clock.instant();
        end(person);
        jdbc.sql("INSERT INTO invitation VALUES (?, ?, ?)")
                .params(SecretHash.of(token).hash(), person.id(), Timestamp.from(now.plus(LIFETIME)))
                .update();
        return token;
    }

    /// Ends the link of a person, if there is one.
    void end(Person person) {
        jdbc.sql("DELETE FROM invitation WHERE person = ? OR expires_at < ?")
                .params(person.id(), Timestamp.from(clock.instant()))
                .update();
    }

    /// Whom the link invites, while it works.
    Optional<Person> find(String token) {
        return jdbc.sql("SELECT person FROM invitation WHERE token_hash = ? AND expires_at > ?")
                .params(SecretHash.of(token).hash(), Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .flatMap(persons::findById)
                .filter(Person::isActive);
    }

    /// Makes the token by which the first account is made; it works until the server stops, and the
    /// former one ends.
    String createFirst() {
        String token = IdGenerator.secret("");
        first.set(SecretHash.of(token));
        return token;
    }

    /// Whether it is the token of the first account.
    boolean isFirst(String token) {
        SecretHash expected = first.get();
        return expected != null && expected.equals(SecretHash.of(token));
    }

    /// Uses the token of the first account up.
    void endFirst() {
        first.set(null);
    }
}
