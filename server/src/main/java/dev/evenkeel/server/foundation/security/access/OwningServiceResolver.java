// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Collection;
import java.util.Optional;

/// Knows to which services the members of one collection of the API belong.
public interface OwningServiceResolver {
    /// Name of the collection, as in `/api/v1/COLLECTION/ID`.
    String collection();

    /// Keys of the services that a member belongs to; an empty optional when there is no such member.
    Optional<Collection<String>> servicesOf(String id);
}
