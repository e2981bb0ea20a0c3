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

            @JsonPropertyDescription("Roles, such as author@payments.")
            List<String> roles,

            @JsonPropertyDescription("Reason, stored in the audit log.")
            String reason) {}

    record SetRolesRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("All roles of the user.")
            List<String> roles,

            @JsonPropertyDescription("Reason, stored in the audit log.")
            String reason) {}

    record CreateApiTokenRequest(
            @JsonProperty(required = true) String name,

            @JsonPropertyDescription("Whether it is a machine token, which belongs to no user.")
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
