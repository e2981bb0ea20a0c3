// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.security.access.ApiTokenRepository;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.SessionRepository;
import org.springframework.stereotype.Component;

/// What opens doors for a person: sessions, tokens, an invitation. Thread-safe.
@Component
class PersonCredentials {
    private final SessionRepository sessions;
    private final ApiTokenRepository tokens;
    private final InvitationRepository invitations;

    PersonCredentials(SessionRepository sessions, ApiTokenRepository tokens, InvitationRepository invitations) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.invitations = invitations;
    }

    /// Makes the link by which a person sets a password; the former one ends.
    ///
    /// @return its token
    String invite(Person person) {
        return invitations.create(person);
    }

    /// Ends what an old password opened.
    void endSessions(Person person) {
        invitations.end(person);
        sessions.endAllOf(person);
    }

    /// Ends all of it; answers how many sessions and tokens there were.
    int endAll(Person person) {
        invitations.end(person);
        return sessions.endAllOf(person) + tokens.endAllOf(person);
    }
}
