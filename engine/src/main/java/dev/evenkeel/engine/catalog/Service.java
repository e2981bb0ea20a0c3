// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A service of the catalog.
///
/// @param key identifier in paths, labels and other services' dependencies; at most 63 letters, digits, dots,
///     dashes and underscores
/// @param name display name
/// @param owner owning team; empty when unknown
/// @param escalation contact in an incident, as free text: an address, a channel, a schedule; empty when
///     unknown
/// @param tier 1, the most critical, to 4
/// @param dependsOn keys of the direct dependencies, without which it does not work
/// @param flags flags of the service; a flag belongs to one service at most
/// @param failureCost cost of a failed call; null when unknown
public record Service(
        String key,
        String name,
        String owner,
        String escalation,
        int tier,
        List<String> dependsOn,
        List<ServiceFlag> flags,
        @Nullable FailureCost failureCost) {
    /// Placeholder key for a flag or an alert without a service.
    public static final String UNASSIGNED = "unassigned";
    /// The most critical tier.
    public static final int FIRST_TIER = 1;
    /// The least critical tier.
    public static final int LAST_TIER = 4;
    /// Default tier.
    public static final int DEFAULT_TIER = 3;

    public Service {
        dependsOn = List.copyOf(dependsOn);
        flags = List.copyOf(flags);
    }

    /// Creates a service with only a key.
    public static Service ofKey(String key) {
        return new Service(key, key, "", "", DEFAULT_TIER, List.of(), List.of(), null);
    }
}
