// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// The calls of a flag in one hour.
///
/// @param hour start of the hour
/// @param calls completed executions of any variant
/// @param failures failed ones among them
record HourlyFlagCallCount(Instant hour, long calls, long failures) {}
