// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Users (`/api/v1/users`), their roles and invitations, and the current user (`/api/v1/me`). A role is written
/// `author@payments`, or `author` for all services.
public final class UserApi {
    /// Pattern of a username.
    public static final String NAME = "^[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}$";

    private static final int LONGEST_DISPLAY_NAME = 200;

    private UserApi() {}

    /// Creates a user.
    public record CreateUserRequest(
            @JsonPropertyDescription("1 to 100 letters, digits and . _ @ + -, starting with a letter or digit")
            @Pattern(regexp = NAME)
            String name,

            @JsonPropertyDescription("display name, at most 200 characters") @Size(max = LONGEST_DISPLAY_NAME) @Nullable
            String displayName,

            @JsonPropertyDescription("roles, such as author@payments") @Nullable
            List<String> roles,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// Replaces the assigned roles of a user.
    public record SetUserRolesRequest(
            @JsonPropertyDescription("all assigned roles, such as author@payments; empty for none")
            List<String> roles,

            @JsonPropertyDescription("reason, for the audit log") @Nullable
            String reason) {}

    /// Changes the password of the current user.
    public record ChangePasswordRequest(
            @JsonPropertyDescription("current password") @Secret
            String current,

            @JsonProperty("new") @JsonPropertyDescription("new password, 15 to 200 characters") @Secret
            String replacement) {
        @Override
        public String toString() {
            return "ChangePasswordRequest";
        }
    }

    /// A user.
    ///
    /// @param displayName may be empty
    /// @param roles roles assigned by an administrator
    /// @param providerRoles roles assigned by the identity provider at the last sign-in
    /// @param provider identity provider of the user; null for a local account
    /// @param password whether the user can sign in with a password
    /// @param lastLoginAt time of the last sign-in; null for never
    /// @param disabledAt since when the user is disabled; null while active
    public record UserResponse(
            String name,
            String displayName,
            List<String> roles,
            List<String> providerRoles,
            @Nullable String provider,
            boolean password,
            Instant createdAt,
            @Nullable Instant lastLoginAt,
            @Nullable Instant disabledAt) {}

    /// An invitation of a user.
    ///
    /// @param invitation link to set the password, which cannot be read again
    public record InvitationResponse(
            UserResponse user, @Secret String invitation, long validForHours) {
        @Override
        public String toString() {
            return "InvitationResponse[user=" + user + "]";
        }
    }

    /// The current user, or the machine of the token.
    ///
    /// @param rights by key of the service; `*` means all services
    public record CurrentUserResponse(String name, Map<String, List<String>> rights) {}
}
