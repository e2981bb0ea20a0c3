// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.CounterSourceStatus;
import dev.evenkeel.engine.rollout.ProcessBreakerTrip;
import dev.evenkeel.engine.rollout.RolloutGateStatus;
import dev.evenkeel.engine.rollout.RolloutProgress;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of a running rollout beside its evidence. Reads in the caller's transaction, and from memory
/// what gates say and which processes are silent: asking must not hold back a roll-back.
@Component
class RolloutProgressLoader {
    private final MetricSourceRepository sources;
    private final EvidenceService outcomes;
    private final ConnectedSdkQueries listening;
    private final StoreComparisonQueries stores;
    private final GateResultCache gates;

    RolloutProgressLoader(
            MetricSourceRepository sources,
            EvidenceService outcomes,
            ConnectedSdkQueries listening,
            StoreComparisonQueries stores,
            GateResultCache gates) {
        this.sources = sources;
        this.outcomes = outcomes;
        this.listening = listening;
        this.stores = stores;
        this.gates = gates;
    }

    /// What is known now.
    ///
    /// @param heardAt when outcomes last arrived; null before the first
    /// @param listeningSince since when this server could have received any
    RolloutProgress of(Rollout rollout, @Nullable Instant heardAt, Instant listeningSince, Instant now) {
        Rollout.Position position = rollout.position();
        List<ProcessBreakerTrip> trips = trips(rollout);
        return new RolloutProgress(
                position.step(),
                rollout.startedAt(),
                position.stepStartedAt(),
                heardAt,
                listeningSince,
                position.approved(),
                sources(rollout),
                trips,
                trips.isEmpty() ? 0 : listening.connected(rollout.environment()),
                stores.find(rollout),
                gates(rollout),
                listening.quiet(rollout.id(), now));
    }

    private RolloutGateStatus gates(Rollout rollout) {
        return rollout.awaitsConfirmation()
                ? new RolloutGateStatus(
                        RolloutGateStatus.Standing.CLOSED,
                        "the database was restored from a backup, and no person has confirmed the rollout")
                : gates.find(rollout);
    }

    private List<CounterSourceStatus> sources(Rollout rollout) {
        return rollout.plan().guardrails().sources().isEmpty() ? List.of() : sources.of(rollout.id());
    }

    private List<ProcessBreakerTrip> trips(Rollout rollout) {
        return outcomes.trips(rollout.id()).stream()
                .filter(trip -> trip.revision() == rollout.position().revision())
                .map(trip -> new ProcessBreakerTrip(trip.process(), trip.candidateFailures(), trip.candidateCalls()))
                .toList();
    }
}
