// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.server.foundation.manifest.AppliedObjectOrigin;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatusQueries;
import dev.evenkeel.server.rollouts.migration.ReconciliationService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.StepForecaster;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Loads data from other subsystems for the rollout page. Thread-safe.
@Component
final class RolloutPageContextQueries {
    private final StepForecaster forecaster;
    private final IncidentHistoryQueries incidents;
    private final ReconciliationService reconciliations;
    private final RollbackPlanStatusQueries plans;
    private final ManifestService manifests;
    private final RolloutPageCache surroundings;
    private final Clock clock;

    RolloutPageContextQueries(
            StepForecaster forecaster,
            IncidentHistoryQueries incidents,
            ReconciliationService reconciliations,
            RollbackPlanStatusQueries plans,
            ManifestService manifests,
            RolloutPageCache surroundings,
            Clock clock) {
        this.forecaster = forecaster;
        this.incidents = incidents;
        this.reconciliations = reconciliations;
        this.plans = plans;
        this.manifests = manifests;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /// Returns the passes that compared the stores of a migration until the rollout ended, newest first.
    List<ReconciliationPass> listReconciliationPasses(Rollout rollout) {
        if (rollout.plan().guardrails().reconciliation() == null) {
            return List.of();
        }
        Instant endedAt = rollout.position().endedAt();
        return reconciliations.listNewest(rollout.environment(), rollout.flag()).stream()
                .filter(pass -> endedAt == null || pass.startedAt().isBefore(endedAt))
                .toList();
    }

    /// Returns the rollback plan; null if there is none or the rollout has ended.
    @Nullable
    RollbackPlanCard findRollbackPlan(Rollout rollout) {
        return rollout.status().isEnded()
                ? null
                : plans.find(rollout.environment(), rollout.flag(), clock.instant())
                        .map(plan ->
                                RollbackPlanCard.of(plan, findOrigin(rollout).orElse(null)))
                        .orElse(null);
    }

    /* The plan belongs to the flag and may have changed since the start. */
    private Optional<AppliedObjectOrigin> findOrigin(Rollout rollout) {
        return manifests.findOrigin("RollbackPlan", new ManifestObjectName(rollout.environment(), rollout.flag()));
    }

    /// Returns the next steps of a rollout.
    ///
    /// @param decisions oldest first
    RolloutNextStepsData loadNextSteps(Rollout rollout, List<RolloutDecision> decisions) {
        return rollout.status().isEnded()
                ? new RolloutNextStepsData(null, List.of(), incidents.listByChanges(List.of(rollout.id())))
                : new RolloutNextStepsData(
                        forecaster.forecast(rollout, decisions).orElse(null), surroundings.listStoppers(), List.of());
    }

    /// Returns the cost of a failed call for the service of the change, or else for the owner of the flag; null
    /// if the catalogue has no price or the rollout has ended.
    @Nullable
    FailureCost failureCost(Rollout rollout) {
        return rollout.status().isEnded() ? null : surroundings.failureCost(rollout);
    }
}
