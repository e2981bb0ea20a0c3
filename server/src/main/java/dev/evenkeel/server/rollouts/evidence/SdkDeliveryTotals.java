// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// What one SDK process has delivered so far, each batch counted once: to be held against the process's own
/// count.
///
/// @param instance random name of the process
/// @param batches batches taken in
/// @param calls calls in them
/// @param dropped what the process said it could not keep or deliver: calls, failed units and trials
/// @param unattributed calls of rollouts, revisions or flags that the server does not know
/// @param firstAt when its first batch arrived
/// @param lastAt when its latest batch arrived
public record SdkDeliveryTotals(
        String instance, long batches, long calls, long dropped, long unattributed, Instant firstAt, Instant lastAt) {}
