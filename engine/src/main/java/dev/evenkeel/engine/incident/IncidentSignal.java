// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something that says that a service is hurt.
///
/// @param service key of the service
/// @param change name of the change that it is about; null for none in particular
/// @param at when it was heard
/// @param flags that it is about, as `environment/key`; empty when it may be about all of the service
public record IncidentSignal(String service, @Nullable String change, Instant at, Set<String> flags) {
    public IncidentSignal {
        flags = Set.copyOf(flags);
    }

    /// A signal about all of a service.
    public IncidentSignal(String service, @Nullable String change, Instant at) {
        this(service, change, at, Set.of());
    }
}
