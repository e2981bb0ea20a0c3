// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// How fast candidate trials come in at present.
///
/// @param perSecond trials a second, above zero
/// @param over what it was measured over
public record TrialRate(double perSecond, Duration over) {
    /// How far back the present reaches.
    public static final Duration PRESENT = Duration.ofSeconds(60);

    /* Less says little: trials come in bursts of a batch. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private static final double NANOS_PER_SECOND = 1e9;

    /// Trials that arrived together.
    public record Arrival(Instant at, long candidateTrials) {}

    /// Measures the last minute, or as much of it as a step has had trials.
    ///
    /// @param arrivals of the running revision; those outside the last minute are left out
    /// @param from when the step's first trial could have been: its start and the warm-up
    /// @return empty when there were none, or when five seconds have not passed yet
    public static Optional<TrialRate> of(Collection<Arrival> arrivals, Instant from, Instant now) {
        Instant minuteAgo = now.minus(PRESENT);
        Instant since = from.isAfter(minuteAgo) ? from : minuteAgo;
        Duration over = Duration.between(since, now);
        long trials = arrivals.stream()
                .filter(arrival -> arrival.at().isAfter(since) && !arrival.at().isAfter(now))
                .mapToLong(Arrival::candidateTrials)
                .sum();
        return trials == 0 || over.compareTo(SHORTEST) < 0
                ? Optional.empty()
                : Optional.of(new TrialRate(trials * NANOS_PER_SECOND / over.toNanos(), over));
    }

    /// How long some more trials take, in whole seconds, rounded up.
    Duration timeFor(long trials) {
        return Duration.ofSeconds((long) Math.ceil(trials / perSecond));
    }
}
