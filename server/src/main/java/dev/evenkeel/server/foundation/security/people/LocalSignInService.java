// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.PersonRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sign-in by name and password. While a password is hashed, no connection to the database and no place for one
/// is held. Thread-safe.
@Component
class LocalSignInService {
    private final PersonRepository persons;
    private final PasswordService passwords;
    private final SignInRateLimiter limit;
    private final DatabaseConcurrencyLimiter shares;

    LocalSignInService(
            PersonRepository persons,
            PasswordService passwords,
            SignInRateLimiter limit,
            DatabaseConcurrencyLimiter shares) {
        this.persons = persons;
        this.passwords = passwords;
        this.limit = limit;
        this.shares = shares;
    }

    /// Whether anybody has a password.
    boolean isUsed() {
        return persons.hasPasswords();
    }

    /// Whoever has this name and password, for a request of somebody who is not known yet.
    ///
    /// @param address where the request came from
    /// @throws RequestRefusedException when there were too many wrong ones lately, or too many people sign in
    Optional<Person> find(String name, String password, String address) {
        SignInCandidate candidate = shares.queryForUnknown(() -> candidate(name, address));
        boolean right = passwords.matches(password, candidate.hash());
        return shares.queryForUnknown(() -> noted(candidate, right, name, address));
    }

    /// The same for a request of somebody who is signed in. Must not be called in a transaction.
    Optional<Person> findSignedIn(String name, String password, String address) {
        SignInCandidate candidate = candidate(name, address);
        boolean right = passwords.matches(password, candidate.hash());
        return noted(candidate, right, name, address);
    }

    /// Who could have a name.
    ///
    /// @param person null for nobody
    /// @param hash of their password; null when they have none
    private record SignInCandidate(
            @Nullable Person person, @Nullable String hash) {}

    private SignInCandidate candidate(String name, String address) {
        limit.require(name, address);
        Person person = persons.find(name).filter(Person::isActive).orElse(null);
        return new SignInCandidate(
                person,
                person == null ? null : persons.passwordHash(person.id()).orElse(null));
    }

    private Optional<Person> noted(SignInCandidate candidate, boolean right, String name, String address) {
        if (right) {
            limit.succeeded(name, address);
            return Optional.ofNullable(candidate.person());
        }
        limit.failed(name, address);
        return Optional.empty();
    }
}
