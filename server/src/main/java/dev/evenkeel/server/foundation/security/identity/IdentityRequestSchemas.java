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
            @JsonProperty(required = true) @JsonPropertyDescription("username, 1 to 100 letters, digits and . _ @ + -")
            String name,

            @JsonPropertyDescription("at most 200 characters")
            String displayName,

            @JsonPropertyDescription("roles, such as author@payments")
            List<String> roles,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record SetRolesRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("all assigned roles, such as author@payments; empty for none")
            List<String> roles,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    record CreateApiTokenRequest(
            @JsonProperty(required = true)
            @JsonPropertyDescription("1 to 63 letters, digits and . _ -, such as ci-payments")
            String name,

            @JsonPropertyDescription("whether it is a machine token, which belongs to no user; default false")
            boolean machine,

            @JsonProperty(required = true) @JsonPropertyDescription("at least one role, such as author@payments")
            List<String> roles,

            @JsonProperty(required = true)
            @JsonPropertyDescription("time with a UTC offset, such as 2026-11-30T18:00:00Z; at most 366 days from now")
            Instant expiresAt) {}

    record CreateSdkKeyRequest(
            @JsonPropertyDescription("1 to 63 letters, digits and . _ -, such as payments") @Nullable
            String name,

            @JsonPropertyDescription("time with a UTC offset, at most 3,660 days from now; null for never") @Nullable
            Instant expiresAt) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ChangePasswordRequest(
            @JsonProperty(required = true) @JsonPropertyDescription("current password")
            String current,

            @JsonProperty(value = "new", required = true) @JsonPropertyDescription("new password, 15 to 200 characters")
            String replacement) {}
}
