// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// Evidence about some rollout was committed by this server. A hint to look soon: nothing depends on it.
public record EvidenceReceivedEvent() {}
