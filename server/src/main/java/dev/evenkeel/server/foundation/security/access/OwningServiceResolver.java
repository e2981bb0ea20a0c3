// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Collection;
import java.util.Optional;

/// Resolver of the services that own the members of one collection of the API.
public interface OwningServiceResolver {
    /// Returns the name of the collection, as in `/api/v1/COLLECTION/ID`.
    String collection();

    /// Returns the keys of the services that own a member; an empty optional when the member does not exist.
    Optional<Collection<String>> findOwningServices(String id);
}
