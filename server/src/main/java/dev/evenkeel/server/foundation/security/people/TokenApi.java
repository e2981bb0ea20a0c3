// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.ApiToken;
import dev.evenkeel.server.foundation.security.access.ApiTokens;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.RoleGrant;
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

/// Tokens of the API over HTTP (docs/reference/access.md).
@RestController
@RequestMapping("/api/v1/tokens")
class TokenApi {
    private final Tokens tokens;
    private final Clock clock;

    TokenApi(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    record View(
            String id,
            String name,
            @Nullable String person,
            List<String> roles,
            String createdBy,
            Instant createdAt,
            Instant until,
            @Nullable Instant usedAt,
            @Nullable Instant endedAt) {
        static View of(ApiToken token) {
            return new View(
                    token.id(),
                    token.name(),
                    token.person(),
                    token.roles().stream().map(RoleGrant::text).toList(),
                    token.createdBy(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.usedAt(),
                    token.endedAt());
        }
    }

    /// @param token its text, which is shown here and nowhere else
    record Made(View info, String token) {}

    @GetMapping
    List<View> list(Caller.Actor caller) {
        return tokens.seenBy(caller).stream().map(View::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Needs(value = Right.VIEW, scope = Needs.Scope.ANY)
    @Takes(PeopleBodies.Token.class)
    Made create(@RequestBody JsonNode body, Caller.Actor caller) {
        ApiTokens.Made made = tokens.create(PeopleOrders.token(body, clock.instant()), caller);
        return new Made(View.of(made.token()), made.text());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(value = Right.VIEW, scope = Needs.Scope.ANY)
    void end(@PathVariable String id, Caller.Actor caller) {
        tokens.end(id, caller);
    }
}
