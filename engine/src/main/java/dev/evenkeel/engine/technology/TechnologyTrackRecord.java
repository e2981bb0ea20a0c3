// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A technology of the register with its operating experience.
///
/// @param technology registered technology
/// @param usages all known uses: declared by people, by changes and by rollouts
/// @param experience resulting hours and incidents
public record TechnologyTrackRecord(Technology technology, List<ServiceUsage> usages, OperatingExperience experience) {
    public TechnologyTrackRecord {
        usages = List.copyOf(usages);
    }

    /// Whether any service is known to run it.
    boolean isInUse() {
        return usages.stream().anyMatch(use -> use.until() == null);
    }

    /// Returns since when it counts as in use: by its ring, or by the first service that still runs it.
    @Nullable
    Instant usedSince() {
        Instant since = technology.ring().isInUse() || isInUse() ? technology.lastUsedSince() : null;
        return since != null
                ? since
                : usages.stream()
                        .filter(use -> use.until() == null)
                        .map(ServiceUsage::since)
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    /// Whether a service is known to run it.
    boolean runsIn(String service) {
        return usages.stream()
                .anyMatch(use -> use.until() == null && use.service().equals(service));
    }
}
