// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

/// What a Prometheus says about how much some counters grew together in an interval.
public sealed interface CounterIncreaseResult {
    /// They grew by so many events.
    ///
    /// @param increase whole number, 0 to 2^53
    record Counted(long increase) implements CounterIncreaseResult {}

    /// Prometheus answered, and has no sample of such a counter in the interval.
    record NoData() implements CounterIncreaseResult {}

    /// Nothing is known about the interval.
    ///
    /// @param words one complete sentence for people, without secrets
    /// @param lasting true: the samples are there and cannot be counted, so that the same question gets
    ///     the same answer for good; false: asking for the same interval again may succeed
    record Failed(String words, boolean lasting) implements CounterIncreaseResult {}
}
