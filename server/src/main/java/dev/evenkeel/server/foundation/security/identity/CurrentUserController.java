// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.UserApi.ChangePasswordRequest;
import dev.evenkeel.api.UserApi.CurrentUserResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for the caller's own account (docs/reference/permissions.md).
@RestController
@RequestMapping("/api/v1/me")
class CurrentUserController {
    private final AccountPasswordService accounts;

    CurrentUserController(AccountPasswordService accounts) {
        this.accounts = accounts;
    }

    /// Returns your username and your rights by service.
    @GetMapping
    CurrentUserResponse me(Caller.Actor caller) {
        Map<String, List<String>> rights = new TreeMap<>();
        caller.grants().rights().forEach((service, held) -> rights.put(service, texts(held)));
        return new CurrentUserResponse(caller.name(), rights);
    }

    private static List<String> texts(Collection<Right> rights) {
        return Set.copyOf(rights).stream().sorted().map(Right::text).toList();
    }

    /// Changes your password and ends all your console sessions.
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    void changePassword(JsonRequest<ChangePasswordRequest> body, Caller.Actor caller, HttpServletRequest request) {
        ChangePasswordRequest passwords = body.orThrow("The password was not changed.");
        accounts.changePassword(caller.name(), request.getRemoteAddr(), passwords.current(), passwords.replacement());
    }
}
