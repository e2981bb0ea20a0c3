// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rollout says to a delivery tool that follows it.
///
/// Only a rollout that was taken back says `ROLLBACK`, and only one that was shown good enough says `ADVANCE`;
/// whatever is not known says `HOLD`.
///
/// @param reason one sentence for people
record RolloutRecommendation(Action word, String reason) {
    /// The advice in a word.
    enum Action {
        /// The exposure that was asked about is reached on evidence.
        ADVANCE,
        /// Not yet, or nobody can tell.
        HOLD,
        /// Everybody was put back on control.
        ROLLBACK
    }

    /// @param decisions about it, oldest first
    /// @param asked exposure that the tool wants to give the candidate next, or has given it
    static RolloutRecommendation of(Rollout rollout, List<RolloutDecision> decisions, Percent asked) {
        String last = decisions.isEmpty() ? "" : decisions.getLast().reason();
        return switch (rollout.status()) {
            case COMPLETED -> new RolloutRecommendation(Action.ADVANCE, "The rollout is complete: " + last);
            case ROLLED_BACK ->
                new RolloutRecommendation(
                        Action.ROLLBACK,
                        "The guard rolled it back: " + reasonOf(decisions, RolloutDecisionKind.ROLL_BACK));
            case ABORTED ->
                new RolloutRecommendation(
                        Action.ROLLBACK, "A person stopped it: " + reasonOf(decisions, RolloutDecisionKind.ABORT));
            case SEEDING -> new RolloutRecommendation(Action.HOLD, "Nobody is on " + rollout.candidate() + " yet.");
            case RUNNING -> running(rollout, last, asked);
        };
    }

    private static RolloutRecommendation running(Rollout rollout, String last, Percent asked) {
        String trouble = rollout.trouble();
        if (trouble != null) {
            return new RolloutRecommendation(Action.HOLD, "The guard cannot judge: " + trouble);
        }
        Percent exposure = rollout.position().exposure();
        if (isDoubtful(rollout.position().hold())) {
            return new RolloutRecommendation(Action.HOLD, "Held at " + exposure + ": " + last);
        }
        return exposure.compareTo(asked) >= 0
                ? new RolloutRecommendation(
                        Action.ADVANCE, "The guard has gone on to " + exposure + ", and " + asked + " was asked about.")
                : new RolloutRecommendation(
                        Action.HOLD, "The guard is at " + exposure + ", and " + asked + " was asked about: " + last);
    }

    private static boolean isDoubtful(@Nullable HoldKind hold) {
        return switch (hold) {
            case BLIND,
                    SILENT,
                    SPLIT,
                    INCIDENT,
                    BREAKER,
                    STAGE,
                    RECONCILIATION,
                    GATES,
                    RESTORED,
                    NO_RETURN,
                    BREACH,
                    LATE -> true;
            case DWELL, PROOF, SETTLING, APPROVAL -> false;
            case null -> false;
        };
    }

    private static String reasonOf(List<RolloutDecision> decisions, RolloutDecisionKind kind) {
        return decisions.stream()
                .filter(decision -> decision.kind() == kind)
                .map(RolloutDecision::reason)
                .reduce((first, second) -> second)
                .orElse("no reason is noted");
    }
}
