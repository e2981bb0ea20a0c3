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

/// The tripped breakers of this process, by rollout, those of an earlier run among them. Thread-safe.
public final class BreakerTrips {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final String process;
    private final LongSupplier epochSeconds;
    private final Map<String, BreakerTrip> byRollout = new ConcurrentHashMap<>();

    /// @param process name under which the server knows this process
    public BreakerTrips(String process, LongSupplier epochSeconds) {
        this.process = process;
        this.epochSeconds = epochSeconds;
    }

    /// Takes up what an earlier run left.
    public void remember(Collection<BreakerTrip> earlier) {
        earlier.forEach(trip -> byRollout.putIfAbsent(trip.rollout(), trip));
    }

    /// What an earlier run, or this one, knows about a split's exposure; null when its breaker is whole.
    CandidateBreaker.@Nullable Trip of(RolloutSplit split) {
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

    /// What is known of a split's rollout, whatever its exposure was; from now on it belongs to this exposure,
    /// so that the server hears of it. Null when its breaker is whole.
    CandidateBreaker.@Nullable Trip carriedTo(RolloutSplit split) {
        byRollout.computeIfPresent(split.rollout(), (rollout, trip) -> trip.under(split.revision()));
        return of(split);
    }

    /// A breaker tripped.
    public void add(String flag, String rollout, CandidateBreaker.Trip trip) {
        var at = WireTimestamps.readable(Instant.ofEpochSecond(epochSeconds.getAsLong()));
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
                "Evenkeel takes the candidate of \"{0}\" out of use in this process: {1} units failed in {2} calls of"
                        + " it, {3} on control",
                flag,
                trip.candidateFailures(),
                trip.candidateCalls(),
                trip.controlFailures());
    }

    /// Forgets trips of exposures that are over.
    public void keep(Collection<TrackedSplit> inForce) {
        byRollout
                .values()
                .removeIf(trip -> inForce.stream().noneMatch(split -> split.isOf(trip.rollout(), trip.revision())));
    }

    /// Those of the exposures in force, for the server and the disk.
    public List<BreakerTrip> inForce() {
        return byRollout.values().stream().limit(OutcomeBatch.MAX_TRIPS).toList();
    }
}
