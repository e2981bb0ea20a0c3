// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.ReconciliationStatus;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.server.rollouts.migration.ReconciliationService;
import dev.evenkeel.server.rollouts.migration.StoredReconciliationPass;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of how a migration's two stores compare. Reads in the caller's transaction.
@Component
class StoreComparisonQueries {
    private final ReconciliationService reconciliations;

    StoreComparisonQueries(ReconciliationService reconciliations) {
        this.reconciliations = reconciliations;
    }

    /// Why a rollout must not begin yet, in words; empty when its stores are known to agree, or need
    /// not.
    Optional<String> findMissing(Rollout rollout, Instant now) {
        ReconciliationGuardrail asked = asked(rollout);
        return asked == null ? Optional.empty() : state(rollout).missing(asked, now);
    }

    /// What is known while a rollout runs; null when the plan asks for nothing, or where the candidate
    /// does not write both stores: then they differ because they have to.
    @Nullable
    ReconciliationStatus find(Rollout rollout) {
        return asked(rollout) != null && MigrationRolloutRules.writesBoth(rollout.candidate()) ? state(rollout) : null;
    }

    private static @Nullable ReconciliationGuardrail asked(Rollout rollout) {
        ReconciliationGuardrail reconciliation = rollout.plan().guardrails().reconciliation();
        return reconciliation != null && reconciliation.required() ? reconciliation : null;
    }

    private ReconciliationStatus state(Rollout rollout) {
        ReconciliationService.LatestPasses known =
                reconciliations.knownAt(rollout.environment(), rollout.flag(), rollout.control());
        return new ReconciliationStatus(
                rollout.control(),
                known.newest().map(StoreComparisonQueries::pass).orElse(null),
                known.clean().map(StoredReconciliationPass::finishedAt).orElse(null));
    }

    private static ReconciliationStatus.Pass pass(StoredReconciliationPass pass) {
        StoredReconciliationPass.Counts counts = pass.counts();
        Instant finished = pass.finishedAt();
        return new ReconciliationStatus.Pass(
                finished == null ? pass.reportedAt() : finished,
                counts.ranges(),
                counts.rows(),
                counts.mismatches(),
                counts.examples().stream().findFirst().orElse(null));
    }
}
