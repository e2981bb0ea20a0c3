// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The recommendation of a rollout for a delivery tool that follows it.
///
/// `ROLLBACK` requires that the rollout was rolled back or aborted, and `ADVANCE` that its evidence reached the
/// required level. Everything else results in `HOLD`.
///
/// @param reason one sentence for people
record RolloutRecommendation(Action action, String reason) {
    /// The recommended actions.
    enum Action {
        /// The rollout has reached the requested exposure on evidence.
        ADVANCE,
        /// Undecided or unknown.
        HOLD,
        /// All units were moved back to control.
        ROLLBACK
    }

    /// @param decisions decisions about the rollout, oldest first
    /// @param percent exposure that the tool intends to set, or has set
    static RolloutRecommendation of(Rollout rollout, List<RolloutDecision> decisions, Percent percent) {
        String last = decisions.isEmpty() ? "" : decisions.getLast().reason();
        return switch (rollout.status()) {
            case COMPLETED -> new RolloutRecommendation(Action.ADVANCE, "The rollout is complete: " + last);
            case ROLLED_BACK ->
                new RolloutRecommendation(
                        Action.ROLLBACK,
                        "The guard rolled back the rollout: " + reasonOf(decisions, RolloutDecisionKind.ROLL_BACK));
            case ABORTED ->
                new RolloutRecommendation(
                        Action.ROLLBACK, "The rollout was aborted: " + reasonOf(decisions, RolloutDecisionKind.ABORT));
            case COLLECTING_BASELINE ->
                new RolloutRecommendation(Action.HOLD, "No units are on " + rollout.candidate() + " yet.");
            case RUNNING -> ofRunning(rollout, last, percent);
        };
    }

    private static RolloutRecommendation ofRunning(Rollout rollout, String last, Percent percent) {
        String error = rollout.evaluationError();
        if (error != null) {
            return new RolloutRecommendation(Action.HOLD, "The guard cannot evaluate the rollout: " + error);
        }
        Percent exposure = rollout.position().exposure();
        if (isDoubtful(rollout.position().hold())) {
            return new RolloutRecommendation(Action.HOLD, "Held at " + exposure + ": " + last);
        }
        return exposure.compareTo(percent) >= 0
                ? new RolloutRecommendation(
                        Action.ADVANCE, "The guard is at " + exposure + "; the requested exposure is " + percent + ".")
                : new RolloutRecommendation(
                        Action.HOLD,
                        "The guard is at " + exposure + "; the requested exposure is " + percent + ": " + last);
    }

    private static boolean isDoubtful(@Nullable HoldKind hold) {
        return switch (hold) {
            case MISSING_DATA,
                    SILENT_PROCESS,
                    SAMPLE_RATIO_MISMATCH,
                    SHARED_INCIDENT,
                    BREAKER,
                    MIGRATION_STAGE,
                    RECONCILIATION,
                    GATES,
                    DATABASE_RESTORED,
                    POINT_OF_NO_RETURN,
                    BREACH,
                    TIME_LIMIT -> true;
            case DWELL, INSUFFICIENT_EVIDENCE, SETTLING, APPROVAL -> false;
            case null -> false;
        };
    }

    private static String reasonOf(List<RolloutDecision> decisions, RolloutDecisionKind kind) {
        return decisions.stream()
                .filter(decision -> decision.kind() == kind)
                .map(RolloutDecision::reason)
                .reduce((first, second) -> second)
                .orElse("no reason recorded");
    }
}
