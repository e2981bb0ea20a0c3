// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.CredentialApi.Session;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for console sessions (docs/reference/permissions.md): the caller's own; all for administrators.
@RestController
@RequestMapping("/api/v1/sessions")
class ActiveSessionController {
    private final SessionService sessions;

    ActiveSessionController(SessionService sessions) {
        this.sessions = sessions;
    }

    /// Lists your console sessions, or those of all users for administrators, newest first.
    @GetMapping
    List<Session> list(Caller.Actor caller) {
        return sessions.listVisible(caller);
    }

    /// Ends a console session; its user must sign in again.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    void revoke(@PathVariable String id, Caller.Actor caller) {
        sessions.revoke(id, caller);
    }
}
