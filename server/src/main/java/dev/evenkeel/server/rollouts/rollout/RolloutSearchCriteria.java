// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.engine.rollout.RolloutStatus;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The criteria of a search for rollouts.
///
/// @param service service that is changed; null for all
/// @param flags flags of that service, as `environment/flag`; they match rollouts without a service
/// @param changeClass class such as `normal`; null for all
/// @param statuses statuses to include
/// @param text text contained in the id, flag, environment, reason or author, case-insensitive; empty for all
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
