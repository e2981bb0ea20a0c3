// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.CombinedRolloutGateStatus;
import dev.evenkeel.engine.rollout.CounterSourceStatus;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.ProcessBreakerTrip;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The loader of the facts about a running rollout that its evidence does not contain. Reads in the caller's
/// transaction; gate results and silent processes come from caches, so that loading never delays a rollback.
@Component
class GuardDecisionInputsLoader {
    private final MetricSourceStatusRepository sources;
    private final EvidenceService outcomes;
    private final ConnectedSdkQueries connectedSdks;
    private final ReconciliationStatusQueries stores;
    private final GateResultCache gates;

    GuardDecisionInputsLoader(
            MetricSourceStatusRepository sources,
            EvidenceService outcomes,
            ConnectedSdkQueries connectedSdks,
            ReconciliationStatusQueries stores,
            GateResultCache gates) {
        this.sources = sources;
        this.outcomes = outcomes;
        this.connectedSdks = connectedSdks;
        this.stores = stores;
        this.gates = gates;
    }

    /// Loads the progress of a rollout.
    ///
    /// @param heardAt when outcomes last arrived; null before the first
    /// @param listeningSince since when this server has been able to receive outcomes
    GuardDecisionInputs load(Rollout rollout, @Nullable Instant heardAt, Instant listeningSince, Instant now) {
        Rollout.Position position = rollout.position();
        List<ProcessBreakerTrip> trips = loadBreakerTrips(rollout);
        return new GuardDecisionInputs(
                position.step(),
                rollout.startedAt(),
                position.stepStartedAt(),
                heardAt,
                listeningSince,
                position.approved(),
                loadSources(rollout),
                trips,
                trips.isEmpty() ? 0 : connectedSdks.countConnected(rollout.environment()),
                stores.findStatus(rollout),
                loadGateStatus(rollout),
                connectedSdks.findSilentProcesses(rollout.id(), now));
    }

    private CombinedRolloutGateStatus loadGateStatus(Rollout rollout) {
        return rollout.requiresConfirmation()
                ? new CombinedRolloutGateStatus(
                        CombinedRolloutGateStatus.Standing.CLOSED,
                        "the database was restored from a backup, and no user has resumed the rollout")
                : gates.getStatus(rollout);
    }

    private List<CounterSourceStatus> loadSources(Rollout rollout) {
        return rollout.plan().guardrails().sources().isEmpty() ? List.of() : sources.listByRollout(rollout.id());
    }

    private List<ProcessBreakerTrip> loadBreakerTrips(Rollout rollout) {
        return outcomes.breakerTrips(rollout.id()).stream()
                .filter(trip -> trip.revision() == rollout.position().revision())
                .map(trip -> new ProcessBreakerTrip(trip.instance(), trip.candidateFailures(), trip.candidateCalls()))
                .toList();
    }
}
