// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// An event published after this server committed evidence about a rollout. It only triggers an earlier
/// evaluation; no result may depend on its delivery.
public record EvidenceReceivedEvent() {}
