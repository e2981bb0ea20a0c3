// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

/// The result of a query for the total increase of counters in an interval.
public sealed interface CounterIncreaseResult {
    /// The increase is known.
    ///
    /// @param increase number of events, an integer from 0 to 2^53
    record Counted(long increase) implements CounterIncreaseResult {}

    /// Prometheus responded and has no sample of these counters in the interval.
    record NoData() implements CounterIncreaseResult {}

    /// The increase is unknown.
    ///
    /// @param message one complete sentence for people, without secrets
    /// @param permanent true when the samples exist and cannot be counted, so a retry returns the same result;
    ///     false when a retry for the same interval may succeed
    record Failed(String message, boolean permanent) implements CounterIncreaseResult {}
}
