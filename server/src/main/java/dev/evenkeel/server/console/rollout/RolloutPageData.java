// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.api.RolloutApi.RelativeFailureRate;
import dev.evenkeel.api.RolloutApi.ReportedBreakerTrip;
import dev.evenkeel.api.RolloutApi.ReportedShadowDifference;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Data from which the rollout page is built.
///
/// @param rollout rollout as stored
/// @param decisions oldest first
/// @param recentCalls calls of the last ticks, oldest first
/// @param connectedClients number of connected SDK processes
/// @param clientsOnRevision number of connected SDK processes that acknowledged the rollout's revision
/// @param related related data
public record RolloutPageData(
        Rollout rollout,
        List<RolloutDecision> decisions,
        List<RolloutTick.Calls> recentCalls,
        int connectedClients,
        int clientsOnRevision,
        RolloutRelatedData related) {

    /// Data related to a rollout, from reports and computations.
    ///
    /// @param failureRatio failure rate of the candidate's units over that of control's; null before the first
    ///     failure
    /// @param breakerTrips trips of circuit breakers that disabled the candidate, oldest first
    /// @param shadowDifferences sample of calls with different results in shadow mode, newest first
    /// @param reconciliationPasses passes that compared the stores of a migration until the end, newest first
    /// @param gates current result of each gate; empty if the rollout has ended
    /// @param rollbackPlan rollback plan; null if there is none or the rollout has ended
    /// @param nextSteps next steps, and who may stop the rollout
    /// @param failureCost cost of a failed call of its service; null if unknown or the rollout has ended
    record RolloutRelatedData(
            @Nullable RelativeFailureRate failureRatio,
            List<ReportedBreakerTrip> breakerTrips,
            List<ReportedShadowDifference> shadowDifferences,
            List<ReconciliationPass> reconciliationPasses,
            List<GateRow> gates,
            @Nullable RollbackPlanCard rollbackPlan,
            RolloutNextStepsData nextSteps,
            @Nullable FailureCost failureCost) {
        static final RolloutRelatedData NONE = new RolloutRelatedData(
                null, List.of(), List.of(), List.of(), List.of(), null, RolloutNextStepsData.NOTHING, null);
    }

    /// Returns the guardrail results of the last evaluation; empty before the first.
    List<GuardrailStatuses.Check> checks() {
        GuardrailStatuses statuses = rollout.guardrailStatus();
        return statuses == null ? List.of() : statuses.checks();
    }

    /// Returns the combined rollback evidence of the last evaluation.
    Optional<GuardrailStatuses.CombinedRollbackEvidence> findRollbackEvidence() {
        return Optional.ofNullable(rollout.guardrailStatus()).map(GuardrailStatuses::rollback);
    }

    /// Returns the last decision of a kind.
    Optional<RolloutDecision> findLastDecision(RolloutDecisionKind kind) {
        return decisions.stream().filter(decision -> decision.kind() == kind).reduce((earlier, later) -> later);
    }

    /// Returns control's failed calls since the start.
    public ProportionEstimate controlErrors() {
        return errors(rollout.totals().control());
    }

    /// Returns the candidate's failed calls since the start.
    public ProportionEstimate candidateErrors() {
        return errors(rollout.totals().candidate());
    }

    private static ProportionEstimate errors(VariantCounts counts) {
        return new ProportionEstimate(counts.failures(), counts.calls());
    }
}
