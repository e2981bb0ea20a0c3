// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.security.access.ApiTokens;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.Sessions;
import org.springframework.stereotype.Component;

/// What opens doors for a person: sessions, tokens, an invitation. Thread-safe.
@Component
class Belongings {
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Invitations invitations;

    Belongings(Sessions sessions, ApiTokens tokens, Invitations invitations) {
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
