// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON schemas of the request bodies about people and credentials.
final class IdentityRequestSchemas {
    private IdentityRequestSchemas() {}

    record CreateUserRequest(
            @JsonProperty(required = true) String name,
            String displayName,

            @JsonPropertyDescription("such as author@payments")
            List<String> roles,

            @JsonPropertyDescription("why, for the ledger") String reason) {}

    record SetRolesRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("all that they shall have")
            List<String> roles,

            @JsonPropertyDescription("why, for the ledger") String reason) {}

    record CreateApiTokenRequest(
            @JsonProperty(required = true) String name,

            @JsonPropertyDescription("whether it belongs to nobody")
            boolean machine,

            @JsonProperty(required = true) List<String> roles,
            @JsonProperty(required = true) Instant expiresAt) {}

    record CreateSdkKeyRequest(
            @Nullable String name, @Nullable Instant expiresAt) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ChangePasswordRequest(
            @JsonProperty(required = true) String current,
            @JsonProperty(value = "new", required = true) String replacement) {}
}
