// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.limits.DatabaseConcurrencyLimiter;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import org.springframework.stereotype.Component;

/// The service that sets passwords: for the first account, by invitation, or by a change. While a password is
/// hashed, it holds neither a database connection nor a place in a limiter. Thread-safe.
@Component
class AccountPasswordService {
    private final LocalSignInService signIn;
    private final PasswordHashingService passwords;
    private final InvitationRepository invitations;
    private final UserService users;
    private final DatabaseConcurrencyLimiter limiter;

    AccountPasswordService(
            LocalSignInService signIn,
            PasswordHashingService passwords,
            InvitationRepository invitations,
            UserService users,
            DatabaseConcurrencyLimiter limiter) {
        this.signIn = signIn;
        this.passwords = passwords;
        this.invitations = invitations;
        this.users = users;
        this.limiter = limiter;
    }

    /// Creates the first account, an administrator, and revokes its link.
    ///
    /// @throws MalformedOrOverLimitException when the name or the password is not acceptable
    UserAccount createFirstAccount(String name, String password) {
        if (!IdentityRequestRules.isValidName(name)) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.INVALID,
                    "Invalid username \"" + name + "\".",
                    "Use 1 to 100 letters, digits and . _ @ + -, starting with a letter or digit. The names admin,"
                            + " evenkeel and guard are reserved.");
        }
        requireValidPassword(password, name);
        String hash = passwords.hash(password);
        UserAccount first = limiter.runQueryForUnknownCaller(() -> users.createFirst(name, hash));
        invitations.consumeFirstAccountToken();
        return first;
    }

    /// Sets the password of an invited person, revokes the link and ends the sessions opened with the old
    /// password.
    ///
    /// @throws MalformedOrOverLimitException when the link is no longer valid, or the password is not
    ///     acceptable
    UserAccount acceptInvitation(String token, String password) {
        requireValidPassword(
                password,
                limiter.runQueryForUnknownCaller(() -> requireInvited(token)).name());
        String hash = passwords.hash(password);
        return limiter.runQueryForUnknownCaller(
                () -> users.setPassword(() -> requireInvited(token), hash, "by invitation"));
    }

    private UserAccount requireInvited(String token) {
        return invitations
                .findByToken(token)
                .orElseThrow(() -> new MalformedOrOverLimitException(
                        ProblemCode.UNAUTHENTICATED,
                        "This link has been used or has expired (after 3 days).",
                        "Ask an administrator for a new one."));
    }

    /// Changes a password and ends every session of the person.
    ///
    /// @throws MalformedOrOverLimitException when the current password is wrong, the new one is not acceptable,
    ///     or there were too many wrong attempts
    void changePassword(String name, String address, String present, String wanted) {
        UserAccount account = signIn.reauthenticate(name, present, address)
                .orElseThrow(() -> new MalformedOrOverLimitException(
                        ProblemCode.FORBIDDEN,
                        "The current password is wrong. The password was not changed.",
                        "If you forgot it, ask an administrator for an invitation."));
        requireValidPassword(wanted, name);
        String hash = passwords.hash(wanted);
        users.setPassword(() -> account, hash, "changed");
    }

    private void requireValidPassword(String password, String name) {
        passwords.validate(password, name).ifPresent(fault -> {
            throw new MalformedOrOverLimitException(ProblemCode.INVALID, fault, "Choose another password.");
        });
    }
}
