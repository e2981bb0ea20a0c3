// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A technology of the register with what running it has taught.
///
/// @param technology as it is registered
/// @param uses all that are known of: as people say, by changes and by rollouts
/// @param own hours and incidents that follow
public record TechnologyProfile(Technology technology, List<ServiceUsage> uses, OperatingExperience own) {
    public TechnologyProfile {
        uses = List.copyOf(uses);
    }

    /// Whether any service runs it, as far as is known.
    boolean isRun() {
        return uses.stream().anyMatch(use -> use.until() == null);
    }

    /// Since when it counts as in use: since its ring says so, or since the first service that still runs it
    /// does.
    @Nullable
    Instant usedSince() {
        Instant since = technology.ring().isInUse() || isRun() ? technology.lastUsedSince() : null;
        return since != null
                ? since
                : uses.stream()
                        .filter(use -> use.until() == null)
                        .map(ServiceUsage::since)
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    /// Whether a service runs it, as far as is known.
    boolean runsIn(String service) {
        return uses.stream()
                .anyMatch(use -> use.until() == null && use.service().equals(service));
    }
}
