// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.security.access.Person;
import org.springframework.stereotype.Component;

/// How people come to their passwords: the first account, an invitation, a change. While a password is hashed,
/// no connection to the database and no place for one is held. Thread-safe.
@Component
class LocalAccountService {
    private final LocalSignInService signIn;
    private final PasswordService passwords;
    private final InvitationRepository invitations;
    private final PersonService people;
    private final DatabaseConcurrencyLimiter shares;

    LocalAccountService(
            LocalSignInService signIn,
            PasswordService passwords,
            InvitationRepository invitations,
            PersonService people,
            DatabaseConcurrencyLimiter shares) {
        this.signIn = signIn;
        this.passwords = passwords;
        this.invitations = invitations;
        this.people = people;
        this.shares = shares;
    }

    /// Makes the first account, an administrator's, and uses its link up.
    ///
    /// @throws RequestRefusedException when the name or the password will not do
    Person createFirst(String name, String password) {
        if (!PersonRequestParser.isName(name)) {
            throw new RequestRefusedException(
                    ProblemCode.INVALID,
                    "Nobody can be called \"" + name + "\".",
                    "Use letters, digits and . _ @ + -, the first a letter or digit; not admin, evenkeel or guard.");
        }
        requireGood(password, name);
        String hash = passwords.hash(password);
        Person first = shares.queryForUnknown(() -> people.addFirst(name, hash));
        invitations.endFirst();
        return first;
    }

    /// Sets the password of whom a link invites, and uses the link up. What the old one opened is over.
    ///
    /// @throws RequestRefusedException when the link works no more, or the password will not do
    Person accept(String token, String password) {
        requireGood(password, shares.queryForUnknown(() -> invited(token)).name());
        String hash = passwords.hash(password);
        return shares.queryForUnknown(() -> people.setPassword(() -> invited(token), hash, "by invitation"));
    }

    private Person invited(String token) {
        return invitations
                .find(token)
                .orElseThrow(() -> new RequestRefusedException(
                        ProblemCode.UNAUTHENTICATED,
                        "This link was used, or its three days are over.",
                        "Ask an administrator for a new one."));
    }

    /// Changes a password. Every session of the person ends.
    ///
    /// @throws RequestRefusedException when the present one is another, the new one will not do, or there were
    ///     too many wrong ones
    void changePassword(String name, String address, String present, String wanted) {
        Person person = signIn.findSignedIn(name, present, address)
                .orElseThrow(() -> new RequestRefusedException(
                        ProblemCode.FORBIDDEN,
                        "This is not the present password. It stays as it is.",
                        "Who has forgotten it asks an administrator for an invitation."));
        requireGood(wanted, name);
        String hash = passwords.hash(wanted);
        people.setPassword(() -> person, hash, "changed");
    }

    private void requireGood(String password, String name) {
        passwords.fault(password, name).ifPresent(fault -> {
            throw new RequestRefusedException(ProblemCode.INVALID, fault, "Choose another password.");
        });
    }
}
