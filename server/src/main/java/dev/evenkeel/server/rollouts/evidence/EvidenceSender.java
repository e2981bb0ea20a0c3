// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// A process that sent evidence of a rollout.
///
/// @param rollout id of the rollout
/// @param instance name of the process
/// @param heartbeat whether the process promised its next batch soon
public record EvidenceSender(String rollout, String instance, boolean heartbeat) {}
