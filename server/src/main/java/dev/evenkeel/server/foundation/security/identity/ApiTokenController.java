// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.ApiTokenRepository;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.ServiceScopedRole;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for API tokens (docs/reference/permissions.md).
@RestController
@RequestMapping("/api/v1/tokens")
class ApiTokenController {
    private final ApiTokenService tokens;
    private final Clock clock;

    ApiTokenController(ApiTokenService tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    record ApiTokenResponse(
            String id,
            String name,
            @Nullable String person,
            List<String> roles,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        static ApiTokenResponse of(ApiToken token) {
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
    }

    /// @param token its secret, which cannot be read again
    record CreatedApiTokenResponse(ApiTokenResponse info, String token) {}

    /// Lists your API tokens, or all API tokens for administrators, newest first.
    @GetMapping
    List<ApiTokenResponse> list(Caller.Actor caller) {
        return tokens.listVisible(caller).stream().map(ApiTokenResponse::of).toList();
    }

    /// Creates an API token and returns its secret, which cannot be read again.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    @OpenApiRequestBodySchema(IdentityRequestSchemas.CreateApiTokenRequest.class)
    CreatedApiTokenResponse create(@RequestBody JsonNode body, Caller.Actor caller) {
        ApiTokenRepository.CreatedApiToken createdApiToken =
                tokens.create(IdentityRequestParser.parseToken(body, clock.instant()), caller);
        return new CreatedApiTokenResponse(ApiTokenResponse.of(createdApiToken.token()), createdApiToken.text());
    }

    /// Revokes an API token; requests with it are rejected from then on.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    void revoke(@PathVariable String id, Caller.Actor caller) {
        tokens.revoke(id, caller);
    }
}
