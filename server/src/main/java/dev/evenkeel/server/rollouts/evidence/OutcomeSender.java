// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// A process that has sent outcomes recently, over the SDK protocol or the outcome API.
///
/// @param calls number of calls sent
/// @param heartbeat whether its latest report promised the next one soon
/// @param lastAt when its latest report arrived
public record OutcomeSender(String environment, String instance, long calls, boolean heartbeat, Instant lastAt) {}
