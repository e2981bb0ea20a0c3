// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A deployed system.
///
/// @param key its name in paths, labels and other services' needs; at most 63 letters, digits, dots,
///     dashes and underscores
/// @param name as people call it
/// @param owner the team that owns it; empty when nobody said
/// @param escalation whom to reach when it hurts, as that team writes it: an address, a channel, a
///     schedule; empty when nobody said
/// @param tier 1, which hurts most when it is down, to 4
/// @param dependsOn keys of services without which it does not work, directly
/// @param flags that belong to it; a flag belongs to one service at most
/// @param failurePrice what a failed call of it costs; null when nobody said
public record Service(
        String key,
        String name,
        String owner,
        String escalation,
        int tier,
        List<String> dependsOn,
        List<ServiceFlag> flags,
        @Nullable FailureCost failurePrice) {
    /// The key that stands in place of a service where a flag or an alert belongs to none.
    public static final String UNASSIGNED = "unassigned";
    /// The tier that hurts most.
    public static final int FIRST_TIER = 1;
    /// The tier that hurts least.
    public static final int LAST_TIER = 4;
    /// The tier of a service of which nobody said it.
    public static final int USUAL_TIER = 3;

    public Service {
        dependsOn = List.copyOf(dependsOn);
        flags = List.copyOf(flags);
    }

    /// A service of which only the key is known.
    public static Service named(String key) {
        return new Service(key, key, "", "", USUAL_TIER, List.of(), List.of(), null);
    }
}
