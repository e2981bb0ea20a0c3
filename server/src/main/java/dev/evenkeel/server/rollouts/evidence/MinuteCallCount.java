// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// Calls of a flag in one minute, whoever decided them.
///
/// @param minute begin of the minute in which their batches arrived, by this server's clock
/// @param calls executions that ended, 1 or more
/// @param failures failed ones among them
public record MinuteCallCount(Instant minute, long calls, long failures) {
    /// Most calls of a minute. More than any traffic, and little enough that the sum over three days fits a
    /// `long`.
    static final long MOST = 2_000_000_000_000_000L;
}
