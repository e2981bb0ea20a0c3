// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.UserApi.CreateUserRequest;
import dev.evenkeel.api.UserApi.InvitationResponse;
import dev.evenkeel.api.UserApi.SetUserRolesRequest;
import dev.evenkeel.api.UserApi.UserResponse;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import dev.evenkeel.server.foundation.security.access.UserAccount;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for people (docs/reference/permissions.md).
@RestController
@RequestMapping("/api/v1/users")
class UserController {
    private final UserService users;
    private final PublicBaseUrl baseUrl;

    UserController(UserService users, PublicBaseUrl baseUrl) {
        this.users = users;
        this.baseUrl = baseUrl;
    }

    /// Lists all users, by name, including disabled ones.
    @GetMapping
    @RequiresRight(Right.ADMINISTER)
    List<UserResponse> list() {
        return users.listAll().stream().map(UserController::toResponse).toList();
    }

    /// Creates a user and returns an invitation link; rejected if the name is or was in use.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresRight(Right.ADMINISTER)
    InvitationResponse create(JsonRequest<CreateUserRequest> body, Caller.Actor caller) {
        CreateUserRequest request = body.orThrow("The user was not created.", (given, errors) -> {
            IdentityRequestRules.checkName(given.name(), errors);
            IdentityRequestRules.checkRoles(given.roles(), errors);
        });
        return toInvitationResponse(users.create(request, caller.name()));
    }

    /// Returns a user with the assigned roles and those from the identity provider.
    @GetMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    UserResponse get(@PathVariable String name) {
        return toResponse(users.get(name));
    }

    /// Replaces the assigned roles of a user; rejected if no administrator would remain.
    @PutMapping("/{name}/roles")
    @RequiresRight(Right.ADMINISTER)
    UserResponse setRoles(@PathVariable String name, JsonRequest<SetUserRolesRequest> body, Caller.Actor caller) {
        SetUserRolesRequest request = body.orThrow(
                "The roles were not changed.",
                (given, errors) -> IdentityRequestRules.checkRoles(given.roles(), errors));
        return toResponse(users.setRoles(name, request, caller.name()));
    }

    /// Creates an invitation link with which a user sets a password; rejected for disabled users.
    @PostMapping("/{name}/invite")
    @RequiresRight(Right.ADMINISTER)
    InvitationResponse invite(
            @PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return toInvitationResponse(users.invite(name, new UserService.ActorAndReason(caller.name(), reason)));
    }

    /// Enables a disabled user with the former roles; a password requires a new invitation.
    @PostMapping("/{name}/enable")
    @RequiresRight(Right.ADMINISTER)
    UserResponse enable(
            @PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return toResponse(users.enable(name, new UserService.ActorAndReason(caller.name(), reason)));
    }

    /// Disables a user and ends their sessions and tokens; rejected for the last administrator.
    @PostMapping("/{name}/disable")
    @RequiresRight(Right.ADMINISTER)
    UserResponse disable(
            @PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        return toResponse(users.disable(name, new UserService.ActorAndReason(caller.name(), reason)));
    }

    private InvitationResponse toInvitationResponse(UserService.InvitedUser invited) {
        return new InvitationResponse(
                toResponse(invited.person()),
                baseUrl.url() + "/login/invitation?token=" + invited.token(),
                InvitationRepository.LIFETIME.toHours());
    }

    private static UserResponse toResponse(UserAccount account) {
        return new UserResponse(
                account.name(),
                account.displayName(),
                texts(account.grantedRoles()),
                texts(account.providerRoles()),
                account.issuer(),
                account.hasPassword(),
                account.createdAt(),
                account.lastLoginAt(),
                account.disabledAt());
    }

    private static List<String> texts(List<ServiceScopedRole> roles) {
        return roles.stream().map(ServiceScopedRole::text).toList();
    }
}
