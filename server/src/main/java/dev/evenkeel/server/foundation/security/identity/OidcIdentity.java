// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import java.util.List;

/// A person as described by an identity provider.
///
/// @param issuer issuer of the provider
/// @param subject immutable id of the person at the provider
/// @param name user name at the provider
/// @param displayName display name; may be empty
/// @param groups groups of the person
record OidcIdentity(String issuer, String subject, String name, String displayName, List<String> groups) {
    OidcIdentity {
        groups = List.copyOf(groups);
    }
}
