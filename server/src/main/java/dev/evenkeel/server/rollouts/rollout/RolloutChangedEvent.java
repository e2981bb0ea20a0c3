// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

/// Something about a rollout was committed by this server. A hint to look: nothing depends on it, and what its
/// listeners do cannot undo the change.
///
/// @param rollout id of the rollout
/// @param decided whether there is a decision that was not there before, or one has become active everywhere:
///     most changes are ticks
public record RolloutChangedEvent(String rollout, boolean decided) {}
