// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestOrigin;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatusQueries;
import dev.evenkeel.server.rollouts.migration.ReconciliationService;
import dev.evenkeel.server.rollouts.migration.StoredReconciliationPass;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.StepForecaster;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What other parts of the server know of a rollout, for its page. Thread-safe.
@Component
final class RolloutPageContextQueries {
    private final StepForecaster outlooks;
    private final IncidentHistoryQueries incidents;
    private final ReconciliationService reconciliations;
    private final RollbackPlanStatusQueries plans;
    private final ManifestService manifests;
    private final RolloutPageCache surroundings;
    private final Clock clock;

    RolloutPageContextQueries(
            StepForecaster outlooks,
            IncidentHistoryQueries incidents,
            ReconciliationService reconciliations,
            RollbackPlanStatusQueries plans,
            ManifestService manifests,
            RolloutPageCache surroundings,
            Clock clock) {
        this.outlooks = outlooks;
        this.incidents = incidents;
        this.reconciliations = reconciliations;
        this.plans = plans;
        this.manifests = manifests;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /// Those that compared the stores of a migration until it ended, newest first.
    List<StoredReconciliationPass> passes(Rollout rollout) {
        if (rollout.plan().guardrails().reconciliation() == null) {
            return List.of();
        }
        Instant endedAt = rollout.position().endedAt();
        return reconciliations.newest(rollout.environment(), rollout.flag()).stream()
                .filter(pass -> endedAt == null || pass.startedAt().isBefore(endedAt))
                .toList();
    }

    /// How a rollout would be taken back; null when it has ended, and without a plan.
    @Nullable
    RollbackPlanCard planOf(Rollout rollout) {
        return rollout.status().ended()
                ? null
                : plans.find(rollout.environment(), rollout.flag(), clock.instant())
                        .map(plan ->
                                RollbackPlanCard.of(plan, findOrigin(rollout).orElse(null)))
                        .orElse(null);
    }

    /* The plan is the flag's, and may have changed since the start. */
    private Optional<ManifestOrigin> findOrigin(Rollout rollout) {
        return manifests.findOrigin("RollbackPlan", new ManifestObjectName(rollout.environment(), rollout.flag()));
    }

    /// @param decisions oldest first
    RolloutNextSteps ahead(Rollout rollout, List<RolloutDecision> decisions) {
        return rollout.status().ended()
                ? new RolloutNextSteps(null, List.of(), incidents.linkedTo(List.of(rollout.id())))
                : new RolloutNextSteps(
                        outlooks.find(rollout, decisions).orElse(null), surroundings.stoppers(), List.of());
    }

    /// What a failed call costs of the service whose change it is, or else of the one that the flag
    /// belongs to; null when the catalogue does not say, and when the rollout has ended.
    @Nullable
    FailureCost failurePrice(Rollout rollout) {
        return rollout.status().ended() ? null : surroundings.failurePrice(rollout);
    }
}
