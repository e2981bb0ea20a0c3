// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// Calls of a flag in an hour.
///
/// @param hour its beginning
/// @param calls executions that ended, whoever decided them
/// @param failures failed ones among them
record HourlyCallCount(Instant hour, long calls, long failures) {}
