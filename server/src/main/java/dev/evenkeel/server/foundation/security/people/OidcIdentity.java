// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import java.util.List;

/// Somebody as a provider describes them.
///
/// @param issuer of the provider
/// @param subject what it calls them, for ever
/// @param name what they call themselves there
/// @param displayName for people to read; may be empty
/// @param groups that they belong to
record OidcIdentity(String issuer, String subject, String name, String displayName, List<String> groups) {
    OidcIdentity {
        groups = List.copyOf(groups);
    }
}
