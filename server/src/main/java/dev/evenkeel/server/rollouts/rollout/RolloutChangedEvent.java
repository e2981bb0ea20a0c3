// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

/// An event published after this server committed a change of a rollout. Best effort: no result may depend on
/// its delivery, and a failing listener does not undo the change.
///
/// @param rollout id of the rollout
/// @param decided whether there is a new decision, or one has become active in all processes; most changes are
///     ticks
public record RolloutChangedEvent(String rollout, boolean decided) {}
