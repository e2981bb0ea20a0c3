// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A signal that a service is affected.
///
/// @param service key of the service
/// @param change name of the change that it concerns; null for none in particular
/// @param at time of arrival
/// @param flags flags that it concerns, as `environment/key`; empty when it may concern the whole service
public record IncidentSignal(String service, @Nullable String change, Instant at, Set<String> flags) {
    public IncidentSignal {
        flags = Set.copyOf(flags);
    }

    /// Creates a signal that concerns the whole service.
    public IncidentSignal(String service, @Nullable String change, Instant at) {
        this(service, change, at, Set.of());
    }
}
