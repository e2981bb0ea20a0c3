// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.time.Duration;

/// When batches are sent.
sealed interface BatchArrivals {
    /// Each process sends one batch per interval, at a random phase, and up to 5% of the interval earlier or later.
    record Periodic(int processes, Duration interval) implements BatchArrivals {}

    /// Batches are sent at a constant rate, evenly spread, as the load generator does.
    ///
    /// @param processes processes that send in turn
    record Steady(int processes, double perSecond) implements BatchArrivals {}

    /// Each process sends its next batch when the last one is answered.
    record Closed(int processes) implements BatchArrivals {}

    int processes();

    /// Returns the batches sent per second; zero if that depends on the responses.
    default double perSecondOffered() {
        return switch (this) {
            case Periodic(int processes, Duration interval) -> processes * 1e9 / interval.toNanos();
            case Steady(int _, double perSecond) -> perSecond;
            case Closed _ -> 0;
        };
    }
}
