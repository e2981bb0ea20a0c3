// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.PersonRepository;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who somebody is here whom a provider vouches for. Thread-safe.
@Component
class OidcSignInService {
    private final PersonRepository persons;
    private final PersonService people;
    private final OidcGroupRoles roles;

    OidcSignInService(PersonRepository persons, PersonService people, OidcGroupRoles roles) {
        this.persons = persons;
        this.people = people;
        this.roles = roles;
    }

    /// The person; added when they come for the first time, with the roles of their groups as they are
    /// now.
    ///
    /// @throws OidcSignInException when they have ended, or their name is somebody else's
    @Transactional(rollbackFor = OidcSignInException.class)
    Person find(OidcIdentity identity) throws OidcSignInException {
        Optional<Person> known = persons.findBySubject(identity.issuer(), identity.subject());
        Person person = known.isPresent() ? known.get() : add(identity);
        if (!person.isActive()) {
            throw new OidcSignInException(person.name() + " may not sign in any more. Ask an administrator.");
        }
        persons.setProvided(person.id(), roles.of(identity.groups()));
        return persons.findById(person.id()).orElseThrow();
    }

    private Person add(OidcIdentity identity) throws OidcSignInException {
        if (!PersonRequestParser.isName(identity.name())) {
            throw new OidcSignInException("Your name at the provider, \"" + identity.name()
                    + "\", cannot be used here: letters, digits and . _ @ + - can.");
        }
        try {
            Person person = people.insert(identity.name(), identity.displayName());
            persons.setSubject(person.id(), identity.issuer(), identity.subject());
            people.write(
                    "person.added",
                    person,
                    new PersonService.ActorAndReason(identity.name(), "by " + identity.issuer()),
                    null,
                    null);
            return person;
        } catch (ConflictException e) {
            throw new OidcSignInException(
                    "Somebody else is called " + identity.name() + " here. Ask an administrator for help.", e);
        }
    }
}
