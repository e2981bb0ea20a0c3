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
    private final UserAccountRepository accounts;
    private final UserService users;
    private final OidcGroupRoles roles;

    OidcAccountProvisioner(UserAccountRepository accounts, UserService users, OidcGroupRoles roles) {
        this.accounts = accounts;
        this.users = users;
        this.roles = roles;
    }

    /// Returns the person of an identity, with the current roles of their groups; adds the person at the first
    /// sign-in.
    ///
    /// @throws OidcSignInException when the person is deactivated, or their name belongs to another person
    @Transactional(rollbackFor = OidcSignInException.class)
    UserAccount findOrCreatePerson(OidcIdentity identity) throws OidcSignInException {
        Optional<UserAccount> known = accounts.findBySubject(identity.issuer(), identity.subject());
        UserAccount account = known.isPresent() ? known.get() : createPerson(identity);
        if (!account.isActive()) {
            throw new OidcSignInException("User " + account.name() + " is disabled. Ask an administrator.");
        }
        accounts.setProviderRoles(account.id(), roles.rolesForGroups(identity.groups()));
        return accounts.findById(account.id()).orElseThrow();
    }

    private UserAccount createPerson(OidcIdentity identity) throws OidcSignInException {
        if (!IdentityRequestRules.isValidName(identity.name())) {
            throw new OidcSignInException("Your username at the identity provider, \"" + identity.name()
                    + "\", is not valid here. Allowed: letters, digits and . _ @ + -. Ask an administrator.");
        }
        try {
            UserAccount account = users.insert(identity.name(), identity.displayName());
            accounts.setSubject(account.id(), identity.issuer(), identity.subject());
            users.audit(
                    "user.created",
                    account,
                    new UserService.ActorAndReason(identity.name(), "first sign-in with " + identity.issuer()),
                    null,
                    null);
            return account;
        } catch (ConflictException e) {
            throw new OidcSignInException(
                    "The username " + identity.name() + " belongs to another account. Ask an administrator.", e);
        }
    }
}
