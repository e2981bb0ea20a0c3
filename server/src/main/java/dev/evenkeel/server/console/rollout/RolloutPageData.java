// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.rollouts.evidence.ReportedBreakerTrip;
import dev.evenkeel.server.rollouts.evidence.ReportedShadowDifference;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.migration.StoredReconciliationPass;
import dev.evenkeel.server.rollouts.rollout.FailureRatio;
import dev.evenkeel.server.rollouts.rollout.GuardrailStatus;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the page of a rollout is made of.
///
/// @param rollout as stored
/// @param decisions oldest first
/// @param recent the calls of the last ticks, oldest first
/// @param connected SDK processes that are connected now
/// @param onRevision how many of them said that the rollout's revision is active
/// @param extras what was told or reckoned beside
public record RolloutPageData(
        Rollout rollout,
        List<RolloutDecision> decisions,
        List<RolloutTick.Calls> recent,
        int connected,
        int onRevision,
        RolloutRelatedData extras) {

    /// What was told or reckoned of a rollout beside its row.
    ///
    /// @param failureRatio how many times as often units fail on the candidate as on control; null
    ///     before any failed
    /// @param trips those that took the candidate out of use by themselves, oldest first
    /// @param differences some calls that were answered differently in shadow, newest first
    /// @param passes those that compared the stores of a migration until it ended, newest first
    /// @param gates what each says now; none when it has ended
    /// @param plan how it would be taken back; null when it has ended, and without a rollback plan
    /// @param ahead what is next, and who may stop it
    /// @param failurePrice what a failed call of its service costs; null when it has ended, and
    ///     when nobody said
    record RolloutRelatedData(
            @Nullable FailureRatio failureRatio,
            List<ReportedBreakerTrip> trips,
            List<ReportedShadowDifference> differences,
            List<StoredReconciliationPass> passes,
            List<GateRow> gates,
            @Nullable RollbackPlanCard plan,
            RolloutNextSteps ahead,
            @Nullable FailureCost failurePrice) {
        static final RolloutRelatedData NONE = new RolloutRelatedData(
                null, List.of(), List.of(), List.of(), List.of(), null, RolloutNextSteps.NOTHING, null);
    }

    /// The guardrails by the last ruling; none before the first.
    List<GuardrailStatus.Check> checks() {
        GuardrailStatus standing = rollout.standing();
        return standing == null ? List.of() : standing.checks();
    }

    /// The combined evidence by the last ruling.
    Optional<GuardrailStatus.RollbackEvidence> findRollback() {
        return Optional.ofNullable(rollout.standing()).map(GuardrailStatus::rollback);
    }

    /// The last decision of a kind.
    Optional<RolloutDecision> findLast(RolloutDecisionKind kind) {
        return decisions.stream().filter(decision -> decision.kind() == kind).reduce((earlier, later) -> later);
    }

    /// Failed calls of the control since the start.
    public ProportionEstimate controlErrors() {
        return errors(rollout.totals().control());
    }

    /// Failed calls of the candidate since the start.
    public ProportionEstimate candidateErrors() {
        return errors(rollout.totals().candidate());
    }

    private static ProportionEstimate errors(VariantCounts counts) {
        return new ProportionEstimate(counts.failures(), counts.calls());
    }
}
