// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.WireTimestamps;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The tripped breakers of this process by rollout, including those of an earlier run. Thread-safe.
public final class TrippedBreakerRegistry {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final String process;
    private final LongSupplier epochSeconds;
    private final Map<String, BreakerTrip> byRollout = new ConcurrentHashMap<>();

    /// @param process name of this process at the server
    public TrippedBreakerRegistry(String process, LongSupplier epochSeconds) {
        this.process = process;
        this.epochSeconds = epochSeconds;
    }

    /// Restores the trips of an earlier run.
    public void restore(Collection<BreakerTrip> earlier) {
        earlier.forEach(trip -> byRollout.putIfAbsent(trip.rollout(), trip));
    }

    /// Returns the trip of a split's exposure, in an earlier run or this one; null when its breaker has not
    /// tripped.
    CandidateBreaker.@Nullable Trip findTrip(RolloutSplit split) {
        BreakerTrip trip = byRollout.get(split.rollout());
        return trip == null || trip.revision() != split.revision()
                ? null
                : new CandidateBreaker.Trip(
                        trip.revision(),
                        trip.cause(),
                        trip.candidateFailures(),
                        trip.candidateCalls(),
                        trip.controlFailures());
    }

    /// Returns the trip of a split's rollout under any exposure, and moves it to this exposure, so that it is
    /// reported to the server. Null when its breaker has not tripped.
    CandidateBreaker.@Nullable Trip carryOver(RolloutSplit split) {
        byRollout.computeIfPresent(split.rollout(), (rollout, trip) -> trip.withRevision(split.revision()));
        return findTrip(split);
    }

    public void add(String flag, String rollout, CandidateBreaker.Trip trip) {
        var at = WireTimestamps.clamp(Instant.ofEpochSecond(epochSeconds.getAsLong()));
        byRollout.put(
                rollout,
                new BreakerTrip(
                        process,
                        rollout,
                        trip.revision(),
                        trip.cause(),
                        at,
                        trip.candidateFailures(),
                        trip.candidateCalls(),
                        trip.controlFailures()));
        LOG.log(
                Level.WARNING,
                "Evenkeel disabled the candidate of \"{0}\" in this process: {1} units failed in {2} calls, {3} on"
                        + " control",
                flag,
                trip.candidateFailures(),
                trip.candidateCalls(),
                trip.controlFailures());
    }

    /// Removes trips of exposures that have ended.
    public void retainActive(Collection<TrackedSplit> inForce) {
        byRollout
                .values()
                .removeIf(trip -> inForce.stream().noneMatch(split -> split.matches(trip.rollout(), trip.revision())));
    }

    /// Trips of the active exposures, for the server and the disk.
    public List<BreakerTrip> activeTrips() {
        return byRollout.values().stream().limit(OutcomeBatch.MAX_TRIPS).toList();
    }
}
