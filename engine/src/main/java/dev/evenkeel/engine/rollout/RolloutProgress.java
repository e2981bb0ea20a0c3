// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What only the clock and people know about a running rollout.
///
/// @param step 0-based index of the step it is at
/// @param startedAt when the rollout was ordered
/// @param stepStartedAt when that step's exposure was set, or set again after a pause
/// @param lastBatchAt when outcomes of this rollout last arrived, of any revision; null before the
///     first
/// @param listeningSince since when the server that asks could have heard of it; null when it
///     always could
/// @param approved whether a person has approved going on from this step
/// @param sources what is known of each source of counters that the plan names
/// @param trips processes that have taken the candidate out of use at the present exposure
/// @param processes how many are known to run the flag's code now; 0 when that is not known or
///     nobody asks, because there is no trip
/// @param reconciliation how the stores of a migration compare; null where nothing is to be
///     compared, or nobody asks
/// @param gates what is known of the gates that it has to pass; null where there are none
/// @param quiet processes whose outcomes are missing
public record RolloutProgress(
        int step,
        Instant startedAt,
        Instant stepStartedAt,
        @Nullable Instant lastBatchAt,
        @Nullable Instant listeningSince,
        boolean approved,
        List<CounterSourceStatus> sources,
        List<ProcessBreakerTrip> trips,
        int processes,
        @Nullable ReconciliationStatus reconciliation,
        @Nullable RolloutGateStatus gates,
        SilentProcesses quiet) {
    private static final int TRIPS_TO_ROLL_BACK = 2;

    public RolloutProgress {
        quiet = quiet == null ? SilentProcesses.NONE : quiet;
        trips = trips == null ? List.of() : List.copyOf(trips);
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /// Whether outcomes arrived since the server listens.
    boolean isHeard() {
        return listeningSince == null || (lastBatchAt != null && lastBatchAt.isAfter(listeningSince));
    }

    /// Whether so many processes have taken the candidate out of use that it is rolled back: two, or
    /// all there are.
    boolean isTrippedEnough() {
        return trips.size() >= TRIPS_TO_ROLL_BACK || (!trips.isEmpty() && trips.size() >= processes && processes > 0);
    }

    /// From when on silence counts; what a clock that was set back dates later than now does not.
    Instant quietSince(Instant now) {
        return Stream.of(stepStartedAt, lastBatchAt, listeningSince)
                .filter(Objects::nonNull)
                .filter(instant -> !instant.isAfter(now))
                .max(Instant::compareTo)
                .orElse(now);
    }
}
