// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import java.util.function.Predicate;

/// An event published after this server committed a change of a rollout. Best effort: no result may depend on
/// its delivery, and a failing listener does not undo the change.
///
/// @param rollout id of the rollout
/// @param decided whether there is a new decision, or one has become active in all processes; most changes are
///     ticks
public record RolloutChangedEvent(String rollout, boolean decided) {
    /// Whether a cache of running rollouts should load this one now. A rollout that has ended is not in the cache
    /// either, but after its last decision it has only late ticks, many a second.
    ///
    /// @param isCached whether the cache has the rollout
    public boolean isNewTo(Predicate<String> isCached) {
        return decided && !isCached.test(rollout);
    }
}
