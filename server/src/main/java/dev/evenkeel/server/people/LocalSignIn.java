// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.people;

import dev.evenkeel.server.access.Grants;
import dev.evenkeel.server.access.Person;
import dev.evenkeel.server.access.Persons;
import dev.evenkeel.server.access.Role;
import dev.evenkeel.server.access.RoleGrant;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Refused;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Sign-in by name and password, and how passwords come to be. Thread-safe.
@Component
class LocalSignIn {
    private final Persons persons;
    private final Passwords passwords;
    private final SignInLimit limit;
    private final Invitations invitations;
    private final People people;

    LocalSignIn(Persons persons, Passwords passwords, SignInLimit limit, Invitations invitations, People people) {
        this.persons = persons;
        this.passwords = passwords;
        this.limit = limit;
        this.invitations = invitations;
        this.people = people;
    }

    /// Whether anybody has a password.
    boolean isUsed() {
        return persons.hasPasswords();
    }

    /// Whoever has this name and password.
    ///
    /// @param address where the request came from
    /// @throws Refused when there were too many wrong ones lately
    Optional<Person> find(String name, String password, String address) {
        limit.require(name, address);
        Optional<Person> person = persons.find(name).filter(Person::isActive);
        String hash = person.flatMap(one -> persons.passwordHash(one.id())).orElse(null);
        if (!passwords.matches(password, hash)) {
            limit.failed(name, address);
            return Optional.empty();
        }
        limit.succeeded(name, address);
        return person;
    }

    /// Makes the first account, an administrator's, and uses its link up.
    ///
    /// @throws Refused when the name or the password will not do
    @Transactional
    Person createFirst(String name, String password) {
        if (!PeopleOrders.isName(name)) {
            throw new Refused(
                    ErrorCode.INVALID,
                    "Nobody can be called \"" + name + "\".",
                    "Use letters, digits and . _ @ + -, the first a letter or digit; not admin, evenkeel or guard.");
        }
        requireGood(password, name);
        Person person = people.insert(name, "");
        persons.setPasswordHash(person.id(), passwords.hash(password));
        persons.setGiven(person.id(), List.of(new RoleGrant(Role.ADMIN, Grants.EVERYWHERE)));
        people.write("person.added", person, new People.Deed(name, "first account"), null, "{\"roles\":[\"admin\"]}");
        invitations.endFirst();
        return persons.findById(person.id()).orElseThrow();
    }

    /// Sets the password of whom a link invites, and uses the link up. What the old one opened is over.
    ///
    /// @throws Refused when the link works no more, or the password will not do
    @Transactional
    Person accept(String token, String password) {
        Person person = invitations
                .find(token)
                .orElseThrow(() -> new Refused(
                        ErrorCode.UNAUTHENTICATED,
                        "This link was used, or its three days are over.",
                        "Ask an administrator for a new one."));
        requireGood(password, person.name());
        people.setPassword(person, passwords.hash(password), "by invitation");
        return person;
    }

    /// Changes a password. Every session of the person ends.
    ///
    /// @throws Refused when the present one is another, the new one will not do, or there were too many
    ///     wrong ones
    @Transactional(noRollbackFor = Refused.class)
    void changePassword(String name, String address, String present, String wanted) {
        Person person = find(name, present, address)
                .orElseThrow(() -> new Refused(
                        ErrorCode.FORBIDDEN,
                        "This is not the present password. It stays as it is.",
                        "Who has forgotten it asks an administrator for an invitation."));
        requireGood(wanted, name);
        people.setPassword(person, passwords.hash(wanted), "changed");
    }

    private void requireGood(String password, String name) {
        passwords.fault(password, name).ifPresent(fault -> {
            throw new Refused(ErrorCode.INVALID, fault, "Choose another password.");
        });
    }
}
