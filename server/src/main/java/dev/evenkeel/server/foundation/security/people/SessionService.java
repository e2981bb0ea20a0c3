// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Person;
import dev.evenkeel.server.foundation.security.access.PersonRepository;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.Session;
import dev.evenkeel.server.foundation.security.access.SessionRepository;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The front door of sessions; each opening and each end by hand stands in the ledger. Thread-safe.
@Component
public class SessionService {
    private final SessionRepository sessions;
    private final PersonRepository persons;
    private final AuditLog ledger;

    SessionService(SessionRepository sessions, PersonRepository persons, AuditLog ledger) {
        this.sessions = sessions;
        this.persons = persons;
        this.ledger = ledger;
    }

    /// Opens one for a person.
    ///
    /// @param how they showed who they are, for the ledger
    /// @return its token
    @Transactional
    String open(Person person, String how) {
        persons.setSignedIn(person.id());
        String token = sessions.open(person);
        ledger.append(new AuditEvent(person.name(), "session.opened", person.name(), how, null, null));
        return token;
    }

    /// Opens one for whoever holds the administrator's token.
    ///
    /// @return its token
    @Transactional
    String openForAdminToken() {
        String token = sessions.openForAdminToken();
        ledger.append(new AuditEvent(
                RequestAuthenticator.ADMIN, "session.opened", RequestAuthenticator.ADMIN, "admin token", null, null));
        return token;
    }

    /// Ends the one of a token, if there is one.
    void close(String token) {
        sessions.end(token);
    }

    /// Those that the caller may see: their own, or all.
    public List<Session> seenBy(Caller.Actor caller) {
        boolean all = caller.grants().allowEverywhere(Right.ADMINISTER);
        return sessions.lasting().stream()
                .filter(session -> all || session.person().equals(caller.name()))
                .toList();
    }

    /// Ends one.
    ///
    /// @throws NotFoundException when there is none that the caller may end
    @Transactional
    void end(String id, Caller.Actor caller) {
        Session session = seenBy(caller).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .filter(one -> sessions.endById(id))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.SESSION_NOT_FOUND,
                        "There is no session " + id + " of yours.",
                        "GET /api/v1/sessions lists them."));
        ledger.append(new AuditEvent(caller.name(), "session.ended", session.person(), id, null, null));
    }
}
