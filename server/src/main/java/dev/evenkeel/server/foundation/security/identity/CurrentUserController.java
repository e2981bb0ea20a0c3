// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for the caller's own account (docs/reference/permissions.md).
@RestController
@RequestMapping("/api/v1/me")
class CurrentUserController {
    private final AccountPasswordService accounts;

    CurrentUserController(AccountPasswordService accounts) {
        this.accounts = accounts;
    }

    /// @param rights by key of the service; `*` means all services
    record CurrentUserResponse(String name, Map<String, List<String>> rights) {}

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
    @OpenApiRequestBodySchema(IdentityRequestSchemas.ChangePasswordRequest.class)
    void changePassword(@RequestBody JsonNode body, Caller.Actor caller, HttpServletRequest request) {
        JsonNode old = body.path("current");
        JsonNode wanted = body.path("new");
        if (!old.isString() || !wanted.isString()) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "\"current\" or \"new\" is missing or not a string. The password was not changed.",
                    "Send {\"current\":\"…\",\"new\":\"…\"}.");
        }
        accounts.changePassword(caller.name(), request.getRemoteAddr(), old.asString(), wanted.asString());
    }
}
