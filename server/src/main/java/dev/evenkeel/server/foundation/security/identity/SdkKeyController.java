// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.security.access.SdkKey;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import java.time.Clock;
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

/// HTTP endpoints for SDK keys (docs/reference/permissions.md).
@RestController
@RequestMapping("/api/v1/environments/{environment}/sdk-keys")
class SdkKeyController {
    private final SdkKeyService keys;
    private final Clock clock;

    SdkKeyController(SdkKeyService keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /// @param sdkKey its secret, which cannot be read again
    record CreatedSdkKeyResponse(String environment, String sdkKey, SdkKey info) {}

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
    @OpenApiRequestBodySchema(IdentityRequestSchemas.CreateSdkKeyRequest.class)
    CreatedSdkKeyResponse create(
            @PathVariable String environment,
            @RequestBody(required = false) @Nullable JsonNode body,
            Caller.Actor caller) {
        SdkKeyRepository.CreatedSdkKey createdSdkKey =
                keys.create(environment, IdentityRequestParser.parseKey(body, clock.instant()), caller.name());
        return new CreatedSdkKeyResponse(environment, createdSdkKey.text(), createdSdkKey.key());
    }

    /// Revokes an SDK key; requests with it are rejected and its streams are closed.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresRight(Right.ADMINISTER)
    void revoke(@PathVariable String environment, @PathVariable String id, Caller.Actor caller) {
        keys.revoke(environment, id, caller.name());
    }
}
