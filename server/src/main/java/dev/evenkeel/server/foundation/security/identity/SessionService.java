// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.CredentialApi.Session;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequestAuthenticator;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.SessionRepository;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import dev.evenkeel.server.foundation.security.access.UserAccountRepository;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that opens and ends console sessions. Records each opening and each manual end in the audit log.
/// Thread-safe.
@Component
public class SessionService {
    private final SessionRepository sessions;
    private final UserAccountRepository accounts;
    private final AuditLog auditLog;

    SessionService(SessionRepository sessions, UserAccountRepository accounts, AuditLog auditLog) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.auditLog = auditLog;
    }

    /// Opens a session for a person.
    ///
    /// @param how how the person authenticated, for the audit log
    /// @return its token
    @Transactional
    String create(UserAccount account, String how) {
        accounts.recordSignIn(account.id());
        String token = sessions.create(account);
        auditLog.append(new AuditEvent(account.name(), "session.opened", account.name(), how, null, null));
        return token;
    }

    /// Opens a session for the holder of the admin token.
    ///
    /// @param how how the holder authenticated, for the audit log
    /// @return its token
    @Transactional
    String createForAdminToken(String how) {
        String token = sessions.createForAdminToken();
        auditLog.append(new AuditEvent(
                RequestAuthenticator.ADMIN_NAME, "session.opened", RequestAuthenticator.ADMIN_NAME, how, null, null));
        return token;
    }

    /// Ends the session with a token, if it exists.
    void close(String token) {
        sessions.revoke(token);
    }

    /// Returns the sessions that the caller may see: the caller's own, or all for an administrator.
    public List<Session> listVisible(Caller.Actor caller) {
        boolean all = caller.grants().hasRightEverywhere(Right.ADMINISTER);
        return sessions.listActive().stream()
                .filter(session -> all || session.person().equals(caller.name()))
                .toList();
    }

    /// Ends a session.
    ///
    /// @throws NotFoundException when it does not exist or the caller may not end it
    @Transactional
    void revoke(String id, Caller.Actor caller) {
        Session session = listVisible(caller).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .filter(one -> sessions.revokeById(id))
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.SESSION_NOT_FOUND,
                        "You have no session " + id + ".",
                        "To list your sessions: ./evenkeel session list"));
        auditLog.append(new AuditEvent(caller.name(), "session.revoked", session.person(), id, null, null));
    }
}
