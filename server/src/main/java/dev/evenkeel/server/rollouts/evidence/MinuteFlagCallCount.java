// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// The calls of a flag in one minute, of any variant.
///
/// @param minute start of the minute in which the batches arrived, by this server's clock
/// @param calls completed executions, 1 or more
/// @param failures failed ones among them
public record MinuteFlagCallCount(Instant minute, long calls, long failures) {
    /// Maximum number of calls in a minute: more than any traffic, and small enough that the sum over three
    /// days fits a `long`.
    static final long MAX_CALLS = 2_000_000_000_000_000L;
}
