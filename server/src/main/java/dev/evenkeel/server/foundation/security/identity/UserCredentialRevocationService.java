// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.security.access.ApiTokenRepository;
import dev.evenkeel.server.foundation.security.access.SessionRepository;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import org.springframework.stereotype.Component;

/// The credentials of a person: sessions, tokens, an invitation. Thread-safe.
@Component
class UserCredentialRevocationService {
    private final SessionRepository sessions;
    private final ApiTokenRepository tokens;
    private final InvitationRepository invitations;

    UserCredentialRevocationService(
            SessionRepository sessions, ApiTokenRepository tokens, InvitationRepository invitations) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.invitations = invitations;
    }

    /// Creates the link with which a person sets a password, and revokes the former one.
    ///
    /// @return its token
    String createInvitation(UserAccount account) {
        return invitations.create(account);
    }

    /// Ends the sessions and the invitation of a person after a change of password.
    void revokeSessions(UserAccount account) {
        invitations.revoke(account);
        sessions.revokeAllByPerson(account);
    }

    /// Revokes all credentials and returns the number of sessions and tokens.
    int revokeAll(UserAccount account) {
        invitations.revoke(account);
        return sessions.revokeAllByPerson(account) + tokens.revokeAllByPerson(account);
    }
}
