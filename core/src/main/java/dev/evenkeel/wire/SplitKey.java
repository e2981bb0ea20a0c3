// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

/// The rollout, exposure and side that a call belongs to.
///
/// @param rollout id of the rollout
/// @param revision flag revision that set the exposure under which the call was evaluated, 1 or more
/// @param role side of the split
public record SplitKey(String rollout, long revision, Role role) {}
