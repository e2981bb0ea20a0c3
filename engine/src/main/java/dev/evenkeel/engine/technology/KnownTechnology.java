// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.util.List;

/// A technology of the register with what running it has taught.
///
/// @param technology as it is registered
/// @param uses all that are known of: as people say, by changes and by rollouts
/// @param own hours and incidents that follow
public record KnownTechnology(Technology technology, List<ServiceUse> uses, Experience own) {
    public KnownTechnology {
        uses = List.copyOf(uses);
    }

    /// Whether a service runs it, as far as is known.
    boolean runsIn(String service) {
        return uses.stream()
                .anyMatch(use -> use.until() == null && use.service().equals(service));
    }
}
