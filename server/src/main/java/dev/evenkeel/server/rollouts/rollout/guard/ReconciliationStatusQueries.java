// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.api.MigrationApi.ReconciliationCounts;
import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.engine.rollout.ReconciliationStatus;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.server.rollouts.migration.ReconciliationService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Read access to the comparison of a migration's two stores. Reads in the caller's transaction.
@Component
class ReconciliationStatusQueries {
    private final ReconciliationService reconciliations;

    ReconciliationStatusQueries(ReconciliationService reconciliations) {
        this.reconciliations = reconciliations;
    }

    /// Returns why a rollout must not start yet, for people; empty when its stores have been verified to agree
    /// or the plan does not require it.
    Optional<String> findMissing(Rollout rollout, Instant now) {
        ReconciliationGuardrail asked = guardrail(rollout);
        return asked == null ? Optional.empty() : loadStatus(rollout).findMissing(asked, now);
    }

    /// Returns the status while a rollout runs; null when the plan requires none, or when the candidate does
    /// not write both stores, because they then differ as intended.
    @Nullable
    ReconciliationStatus findStatus(Rollout rollout) {
        return guardrail(rollout) != null && MigrationRolloutRules.writesBoth(rollout.candidate())
                ? loadStatus(rollout)
                : null;
    }

    private static @Nullable ReconciliationGuardrail guardrail(Rollout rollout) {
        ReconciliationGuardrail reconciliation = rollout.plan().guardrails().reconciliation();
        return reconciliation != null && reconciliation.required() ? reconciliation : null;
    }

    private ReconciliationStatus loadStatus(Rollout rollout) {
        ReconciliationService.LatestPasses known =
                reconciliations.getLatestPasses(rollout.environment(), rollout.flag(), rollout.control());
        return new ReconciliationStatus(
                rollout.control(),
                known.newest().map(ReconciliationStatusQueries::toPass).orElse(null),
                known.clean().map(ReconciliationPass::finishedAt).orElse(null));
    }

    private static ReconciliationStatus.Pass toPass(ReconciliationPass pass) {
        ReconciliationCounts counts = pass.counts();
        Instant finished = pass.finishedAt();
        return new ReconciliationStatus.Pass(
                finished == null ? pass.reportedAt() : finished,
                counts.ranges(),
                counts.rows(),
                counts.mismatches(),
                counts.examples().stream().findFirst().orElse(null));
    }
}
