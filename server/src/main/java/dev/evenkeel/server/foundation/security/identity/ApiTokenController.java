// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.CredentialApi.ApiTokenResponse;
import dev.evenkeel.api.CredentialApi.CreateApiTokenRequest;
import dev.evenkeel.api.CredentialApi.CreatedApiTokenResponse;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.ApiTokenRepository;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for API tokens (docs/reference/permissions.md).
@RestController
@RequestMapping("/api/v1/tokens")
class ApiTokenController {
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    private final ApiTokenService tokens;
    private final Clock clock;

    ApiTokenController(ApiTokenService tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Lists your API tokens, or all API tokens for administrators, newest first.
    @GetMapping
    List<ApiTokenResponse> list(Caller.Actor caller) {
        return tokens.listVisible(caller).stream()
                .map(ApiTokenController::toResponse)
                .toList();
    }

    /// Creates an API token and returns its secret, which cannot be read again.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    CreatedApiTokenResponse create(JsonRequest<CreateApiTokenRequest> body, Caller.Actor caller) {
        CreateApiTokenRequest request = body.orThrow("The token was not created.", (given, errors) -> {
            IdentityRequestRules.checkRoles(given.roles(), errors);
            IdentityRequestRules.checkExpiry(given.expiresAt(), clock.instant(), LONGEST_LIFE, errors);
        });
        ApiTokenRepository.CreatedApiToken created = tokens.create(request, caller);
        return new CreatedApiTokenResponse(toResponse(created.token()), created.text());
    }

    private static ApiTokenResponse toResponse(ApiToken token) {
        return new ApiTokenResponse(
                token.id(),
                token.name(),
                token.person(),
                token.roles().stream().map(ServiceScopedRole::text).toList(),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.revokedAt());
    }

    /// Revokes an API token; requests with it are rejected from then on.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    void revoke(@PathVariable String id, Caller.Actor caller) {
        tokens.revoke(id, caller);
    }
}
