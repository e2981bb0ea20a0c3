// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// The current rate of candidate trials.
///
/// @param perSecond trials per second, above zero
/// @param measuredOver duration of the measurement
public record TrialArrivalRate(double perSecond, Duration measuredOver) {
    /// Length of the measured window.
    public static final Duration WINDOW = Duration.ofSeconds(60);

    /* A shorter window is too noisy: trials arrive in bursts of one batch. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final double NANOS_PER_SECOND = 1e9;

    /// Trials that arrived at one time.
    public record Arrival(Instant at, long candidateTrials) {}

    /// Measures the rate over the last minute, or over the time since the step could first have trials if
    /// that is shorter.
    ///
    /// @param arrivals arrivals of the running revision; those older than a minute are ignored
    /// @param from earliest possible time of the step's first trial: start of the step plus warm-up
    /// @return empty without trials, or before five seconds have passed
    public static Optional<TrialArrivalRate> of(Collection<Arrival> arrivals, Instant from, Instant now) {
        Instant minuteAgo = now.minus(WINDOW);
        Instant since = from.isAfter(minuteAgo) ? from : minuteAgo;
        Duration over = Duration.between(since, now);
        long trials = arrivals.stream()
                .filter(arrival -> arrival.at().isAfter(since) && !arrival.at().isAfter(now))
                .mapToLong(Arrival::candidateTrials)
                .sum();
        return trials == 0 || over.compareTo(SHORTEST) < 0
                ? Optional.empty()
                : Optional.of(new TrialArrivalRate(trials * NANOS_PER_SECOND / over.toNanos(), over));
    }

    /// Returns how long a number of further trials takes, in whole seconds, rounded up.
    Duration timeFor(long trials) {
        return Duration.ofSeconds((long) Math.ceil(trials / perSecond));
    }
}
