// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// API tokens (`/api/v1/tokens`), SDK keys (`.../sdk-keys`) and console sessions (`/api/v1/sessions`). A secret is only
/// in the response to the request that creates it.
public final class CredentialApi {
    private static final String NAME = "^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$";

    private CredentialApi() {}

    /// Creates an API token.
    public record CreateApiTokenRequest(
            @JsonPropertyDescription("1 to 63 letters, digits and . _ -, such as ci-payments") @Pattern(regexp = NAME)
            String name,

            @JsonPropertyDescription("whether it is a machine token, which belongs to no user; default false") @Nullable
            Boolean machine,

            @JsonPropertyDescription("at least one role, such as author@payments") @Size(min = 1)
            List<String> roles,

            @JsonPropertyDescription("time with a UTC offset, such as 2026-11-30T18:00:00Z; at most 366 days from now")
            Instant expiresAt) {}

    /// An API token without its secret.
    ///
    /// @param name purpose of the token
    /// @param person user to whom it belongs; null for a machine token
    /// @param roles upper limit of its roles; a personal token never has more rights than its user
    /// @param lastUsedAt when it was last used, to the minute; null for never
    /// @param revokedAt when it was revoked; null for never
    public record ApiTokenResponse(
            String id,
            String name,
            @Nullable String person,
            List<String> roles,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /// A created API token.
    ///
    /// @param token its secret
    public record CreatedApiTokenResponse(
            ApiTokenResponse info, @Secret String token) {
        @Override
        public String toString() {
            return "CreatedApiTokenResponse[info=" + info + "]";
        }
    }

    /// Creates an SDK key.
    public record CreateSdkKeyRequest(
            @JsonPropertyDescription("1 to 63 letters, digits and . _ -, such as payments")
            @Pattern(regexp = NAME)
            @Nullable
            String name,

            @JsonPropertyDescription("time with a UTC offset, at most 3,660 days from now; null for never") @Nullable
            Instant expiresAt) {}

    /// An SDK key without its secret.
    ///
    /// @param environment environment whose flags it reads and whose outcomes it writes
    /// @param name purpose of the key; may be empty
    /// @param createdBy creator; empty when unknown
    /// @param expiresAt when it expires; null for never
    /// @param lastUsedAt when it was last used, to the minute; null for never
    /// @param revokedAt when it was revoked; null for never
    public record SdkKey(
            String id,
            String environment,
            String name,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {
        /// Whether the key is valid at an instant.
        public boolean isValidAt(Instant now) {
            return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
        }
    }

    /// A created SDK key.
    ///
    /// @param sdkKey its secret
    public record CreatedSdkKeyResponse(
            String environment, @Secret String sdkKey, SdkKey info) {
        @Override
        public String toString() {
            return "CreatedSdkKeyResponse[info=" + info + "]";
        }
    }

    /// A console session without its token, which only the cookie contains.
    ///
    /// @param person name of the user
    /// @param seenAt when it was last used, to the minute; null if unused since it was opened
    public record Session(
            String id,
            String person,
            Instant createdAt,
            @Nullable Instant seenAt,
            Instant expiresAt) {}
}
