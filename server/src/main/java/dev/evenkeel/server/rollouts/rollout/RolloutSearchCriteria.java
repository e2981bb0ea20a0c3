// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which rollouts.
///
/// @param service whose; null for every one
/// @param flags that belong to that service, as `environment/flag`: they count where nobody has said whose a
///     rollout is
/// @param changeClass such as `normal`; null for every one
/// @param statuses those that count
/// @param text that is in the id, the flag, the environment, the reason or the name of who started it, in any
///     case; empty for all
public record RolloutSearchCriteria(
        @Nullable String service,
        List<String> flags,
        @Nullable String changeClass,
        Set<RolloutStatus> statuses,
        String text) {
    public RolloutSearchCriteria {
        flags = List.copyOf(flags);
        statuses = Set.copyOf(statuses);
    }
}
