// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// A process that sent outcomes lately, over the SDK's protocol or the outcome API.
///
/// @param calls in what it sent
/// @param heartbeat whether its latest report promised the next one soon
/// @param lastAt when the latest arrived
public record OutcomeSender(String environment, String instance, long calls, boolean heartbeat, Instant lastAt) {}
