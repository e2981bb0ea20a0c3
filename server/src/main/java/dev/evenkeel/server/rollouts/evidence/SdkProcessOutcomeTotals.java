// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// The totals of one SDK process, with each batch counted once, for comparison with the counts of the process.
///
/// @param instance random name of the process
/// @param batches accepted batches
/// @param calls calls in them
/// @param dropped calls, failed units and trials that the process reported as not kept or delivered
/// @param unattributed calls of rollouts, revisions or flags unknown to the server
/// @param firstAt when its first batch arrived
/// @param lastAt when its latest batch arrived
public record SdkProcessOutcomeTotals(
        String instance, long batches, long calls, long dropped, long unattributed, Instant firstAt, Instant lastAt) {}
