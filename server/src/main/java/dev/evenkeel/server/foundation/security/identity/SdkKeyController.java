// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.CredentialApi.CreateSdkKeyRequest;
import dev.evenkeel.api.CredentialApi.CreatedSdkKeyResponse;
import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
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

/// HTTP endpoints for SDK keys (docs/reference/permissions.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/sdk-keys")
class SdkKeyController {
    private static final Duration LONGEST_LIFE = Duration.ofDays(3_660);

    private final SdkKeyService keys;
    private final Clock clock;

    SdkKeyController(SdkKeyService keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// Lists the SDK keys of an environment, newest first, including expired and revoked ones.
    @GetMapping
    @RequiresRight({Right.ADMINISTER, Right.OPERATE})
    List<SdkKey> list(@PathVariable String environment) {
        return keys.list(environment);
    }

    /// Creates an SDK key and returns its secret, which cannot be read again.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresRight(Right.ADMINISTER)
    CreatedSdkKeyResponse create(
            @PathVariable String environment, JsonRequest<CreateSdkKeyRequest> body, Caller.Actor caller) {
        CreateSdkKeyRequest request = body.orThrow(
                "The SDK key was not created.",
                (given, errors) ->
                        IdentityRequestRules.checkExpiry(given.expiresAt(), clock.instant(), LONGEST_LIFE, errors));
        SdkKeyRepository.CreatedSdkKey created = keys.create(environment, request, caller.name());
        return new CreatedSdkKeyResponse(environment, created.text(), created.key());
    }

    /// Revokes an SDK key; requests with it are rejected and its streams are closed.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresRight(Right.ADMINISTER)
    void revoke(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        keys.revoke(environment, id, caller.name());
    }
}
