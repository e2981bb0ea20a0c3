// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.access.UserAccountRepository;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that maps identities of the provider to people. Thread-safe.
@Component
class OidcAccountProvisioner {
    private final UserAccountRepository persons;
    private final UserService people;
    private final OidcGroupRoles roles;

    OidcAccountProvisioner(UserAccountRepository persons, UserService people, OidcGroupRoles roles) {
        this.persons = persons;
        this.people = people;
        this.roles = roles;
    }

    /// Returns the person of an identity, with the current roles of their groups; adds the person at the first
    /// sign-in.
    ///
    /// @throws OidcSignInException when the person is deactivated, or their name belongs to another person
    @Transactional(rollbackFor = OidcSignInException.class)
    UserAccount findOrCreatePerson(OidcIdentity identity) throws OidcSignInException {
        Optional<UserAccount> known = persons.findBySubject(identity.issuer(), identity.subject());
        UserAccount person = known.isPresent() ? known.get() : createPerson(identity);
        if (!person.isActive()) {
            throw new OidcSignInException(person.name() + " may not sign in any more. Ask an administrator.");
        }
        persons.setProviderRoles(person.id(), roles.rolesForGroups(identity.groups()));
        return persons.findById(person.id()).orElseThrow();
    }

    private UserAccount createPerson(OidcIdentity identity) throws OidcSignInException {
        if (!IdentityRequestParser.isValidName(identity.name())) {
            throw new OidcSignInException("Your name at the provider, \"" + identity.name()
                    + "\", cannot be used here: letters, digits and . _ @ + - can.");
        }
        try {
            UserAccount person = people.insert(identity.name(), identity.displayName());
            persons.setSubject(person.id(), identity.issuer(), identity.subject());
            people.audit(
                    "user.created",
                    person,
                    new UserService.ActorAndReason(identity.name(), "by " + identity.issuer()),
                    null,
                    null);
            return person;
        } catch (ConflictException e) {
            throw new OidcSignInException(
                    "Somebody else is called " + identity.name() + " here. Ask an administrator for help.", e);
        }
    }
}
