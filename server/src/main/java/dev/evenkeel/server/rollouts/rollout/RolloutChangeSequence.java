// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

/// The change counters of a rollout, a cheap way to detect news. Both only grow.
///
/// @param changes number of changes of any kind
/// @param decisions number of decisions
public record RolloutChangeSequence(long changes, long decisions) {
    static final RolloutChangeSequence NONE = new RolloutChangeSequence(0, 0);
}
