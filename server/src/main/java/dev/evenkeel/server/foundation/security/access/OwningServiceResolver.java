// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// A resolver of the services that own the members of one collection of the API.
///
/// @param collection name of the collection, as in `/api/v1/COLLECTION/ID`
/// @param finder returns the keys of the services that own a member; an empty optional when the member does not
///     exist
public record OwningServiceResolver(String collection, Function<String, Optional<Collection<String>>> finder) {}
