// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The facts about a running rollout that its evidence does not contain: times, approvals and the state of
/// its processes.
///
/// @param step 0-based index of the current step
/// @param startedAt when the rollout was created
/// @param stepStartedAt when the exposure of the step was set, or set again after a pause
/// @param lastBatchAt when outcomes of this rollout last arrived, of any revision; null before the first
/// @param listeningSince since when this server has been able to receive outcomes; null when always
/// @param approved whether an operator has approved leaving this step
/// @param sources status of each counter source that the plan names
/// @param trips processes whose circuit breaker has disabled the candidate at the current exposure
/// @param processes how many processes are known to run the flag's code now; 0 when unknown, or not queried
///     because no breaker has tripped
/// @param reconciliation comparison of a migration's stores; null when there is nothing to compare or it was
///     not queried
/// @param gates status of the gates that the rollout must pass; null when there are none
/// @param quiet processes whose outcomes are missing
public record GuardDecisionInputs(
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
        @Nullable CombinedRolloutGateStatus gates,
        SilentProcesses quiet) {
    private static final int TRIPS_TO_ROLL_BACK = 2;

    public GuardDecisionInputs {
        quiet = quiet == null ? SilentProcesses.NONE : quiet;
        trips = trips == null ? List.of() : List.copyOf(trips);
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /// Whether outcomes have arrived since the server began to listen.
    boolean hasOutcomes() {
        return listeningSince == null || (lastBatchAt != null && lastBatchAt.isAfter(listeningSince));
    }

    /// Whether the breakers of enough processes have tripped for a rollback: two, or all known ones.
    boolean hasTooManyTrips() {
        return trips.size() >= TRIPS_TO_ROLL_BACK || (!trips.isEmpty() && trips.size() >= processes && processes > 0);
    }

    /// Returns the time from which missing outcomes count. Outcomes dated later than now count as dated now: they
    /// arrived after the evaluation had begun, or before the clock was set back. Ignores other timestamps later
    /// than now.
    Instant silentSince(Instant now) {
        if (lastBatchAt != null && lastBatchAt.isAfter(now)) {
            return now;
        }
        return Stream.of(stepStartedAt, lastBatchAt, listeningSince)
                .filter(Objects::nonNull)
                .filter(instant -> !instant.isAfter(now))
                .max(Instant::compareTo)
                .orElse(now);
    }
}
