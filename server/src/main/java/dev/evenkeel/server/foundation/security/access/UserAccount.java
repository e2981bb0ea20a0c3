// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A person who can sign in.
///
/// @param id id in other tables
/// @param name name for sign-in and in the audit log; never reassigned
/// @param displayName display name; may be empty
/// @param issuer identity provider of the person; null for a local account
/// @param hasPassword whether the person can sign in with a password
/// @param grantedRoles roles assigned by an administrator
/// @param providerRoles roles assigned by the provider at the last sign-in
/// @param lastLoginAt time of the last sign-in; null for never
/// @param disabledAt since when the person is deactivated; null while active
public record UserAccount(
        String id,
        String name,
        String displayName,
        @Nullable String issuer,
        boolean hasPassword,
        List<ServiceScopedRole> grantedRoles,
        List<ServiceScopedRole> providerRoles,
        Instant createdAt,
        @Nullable Instant lastLoginAt,
        @Nullable Instant disabledAt) {
    public UserAccount {
        grantedRoles = List.copyOf(grantedRoles);
        providerRoles = List.copyOf(providerRoles);
    }

    /// Whether the person is not deactivated.
    public boolean isActive() {
        return disabledAt == null;
    }

    /// Returns all roles without duplicates, sorted by service.
    public List<ServiceScopedRole> roles() {
        return Stream.concat(grantedRoles.stream(), providerRoles.stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// Returns the rights of the person; none when deactivated.
    public GrantedRights grantedRights() {
        return isActive() ? GrantedRights.of(roles()) : GrantedRights.of(List.of());
    }
}
