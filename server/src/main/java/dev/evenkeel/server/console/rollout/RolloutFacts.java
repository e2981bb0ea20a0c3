// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.FailurePrice;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.Proportion;
import dev.evenkeel.server.rollouts.evidence.ReportedDifference;
import dev.evenkeel.server.rollouts.evidence.ReportedTrip;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.migration.Reconciliation;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.FailureRatio;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import dev.evenkeel.server.rollouts.rollout.Standing;
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
public record RolloutFacts(
        Rollout rollout,
        List<RolloutDecision> decisions,
        List<RolloutTick.Calls> recent,
        int connected,
        int onRevision,
        Extras extras) {

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
    record Extras(
            @Nullable FailureRatio failureRatio,
            List<ReportedTrip> trips,
            List<ReportedDifference> differences,
            List<Reconciliation> passes,
            List<GateRow> gates,
            @Nullable PlanCard plan,
            Ahead ahead,
            @Nullable FailurePrice failurePrice) {
        static final Extras NONE =
                new Extras(null, List.of(), List.of(), List.of(), List.of(), null, Ahead.NOTHING, null);
    }

    /// The guardrails by the last ruling; none before the first.
    List<Standing.Check> checks() {
        Standing standing = rollout.standing();
        return standing == null ? List.of() : standing.checks();
    }

    /// The combined evidence by the last ruling.
    Optional<Standing.Rollback> findRollback() {
        return Optional.ofNullable(rollout.standing()).map(Standing::rollback);
    }

    /// The last decision of a kind.
    Optional<RolloutDecision> findLast(DecisionKind kind) {
        return decisions.stream().filter(decision -> decision.kind() == kind).reduce((earlier, later) -> later);
    }

    /// Failed calls of the control since the start.
    public Proportion controlErrors() {
        return errors(rollout.totals().control());
    }

    /// Failed calls of the candidate since the start.
    public Proportion candidateErrors() {
        return errors(rollout.totals().candidate());
    }

    private static Proportion errors(VariantCounts counts) {
        return new Proportion(counts.failures(), counts.calls());
    }
}
