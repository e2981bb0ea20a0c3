// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.FailurePrice;
import dev.evenkeel.server.foundation.manifest.Manifests;
import dev.evenkeel.server.foundation.manifest.ObjectName;
import dev.evenkeel.server.foundation.manifest.Origin;
import dev.evenkeel.server.operations.incident.IncidentRecords;
import dev.evenkeel.server.rollouts.drill.PlanStandings;
import dev.evenkeel.server.rollouts.migration.Reconciliation;
import dev.evenkeel.server.rollouts.migration.Reconciliations;
import dev.evenkeel.server.rollouts.rollout.Outlooks;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What other parts of the server know of a rollout, for its page. Thread-safe.
@Component
final class Lookout {
    private final Outlooks outlooks;
    private final IncidentRecords incidents;
    private final Reconciliations reconciliations;
    private final PlanStandings plans;
    private final Manifests manifests;
    private final Surroundings surroundings;
    private final Clock clock;

    Lookout(
            Outlooks outlooks,
            IncidentRecords incidents,
            Reconciliations reconciliations,
            PlanStandings plans,
            Manifests manifests,
            Surroundings surroundings,
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
    List<Reconciliation> passes(Rollout rollout) {
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
    PlanCard planOf(Rollout rollout) {
        return rollout.status().ended()
                ? null
                : plans.find(rollout.environment(), rollout.flag(), clock.instant())
                        .map(plan -> PlanCard.of(plan, findOrigin(rollout).orElse(null)))
                        .orElse(null);
    }

    /* The plan is the flag's, and may have changed since the start. */
    private Optional<Origin> findOrigin(Rollout rollout) {
        return manifests.findOrigin("RollbackPlan", new ObjectName(rollout.environment(), rollout.flag()));
    }

    /// @param decisions oldest first
    Ahead ahead(Rollout rollout, List<RolloutDecision> decisions) {
        return rollout.status().ended()
                ? new Ahead(null, List.of(), incidents.linkedTo(List.of(rollout.id())))
                : new Ahead(outlooks.find(rollout, decisions).orElse(null), surroundings.stoppers(), List.of());
    }

    /// What a failed call costs of the service whose change it is, or else of the one that the flag
    /// belongs to; null when the catalogue does not say, and when the rollout has ended.
    @Nullable
    FailurePrice failurePrice(Rollout rollout) {
        return rollout.status().ended() ? null : surroundings.failurePrice(rollout);
    }
}
