// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in.
///
/// @param id as other tables know them
/// @param name as the ledger knows them and as they sign in; never given to anybody else
/// @param displayName for people to read; may be empty
/// @param issuer of the provider that vouches for them; null for a local account
/// @param hasPassword whether they can sign in with one
/// @param given roles that an administrator gave them
/// @param provided roles that the provider gave them at their last sign-in
/// @param signedInAt when they last signed in; null for never
/// @param endedAt since when they may do nothing any more; null while they may
public record Person(
        String id,
        String name,
        String displayName,
        @Nullable String issuer,
        boolean hasPassword,
        List<RoleGrant> given,
        List<RoleGrant> provided,
        Instant createdAt,
        @Nullable Instant signedInAt,
        @Nullable Instant endedAt) {
    public Person {
        given = List.copyOf(given);
        provided = List.copyOf(provided);
    }

    /// Whether they may do anything.
    public boolean isActive() {
        return endedAt == null;
    }

    /// All their roles, each once, by service.
    public List<RoleGrant> roles() {
        return Stream.concat(given.stream(), provided.stream())
                .distinct()
                .sorted()
                .toList();
    }

    /// What they may do: nothing once they have ended.
    public GrantedRights grants() {
        return isActive() ? GrantedRights.of(roles()) : GrantedRights.of(List.of());
    }
}
