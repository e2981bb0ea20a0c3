// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

/// What tells cheaply whether there is anything new about a rollout. Both only grow.
///
/// @param changes how often anything about it has changed
/// @param decisions how many decisions there are
public record RolloutChangeCounters(long changes, long decisions) {
    static final RolloutChangeCounters NONE = new RolloutChangeCounters(0, 0);
}
