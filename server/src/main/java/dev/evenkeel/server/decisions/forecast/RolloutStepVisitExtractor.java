// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.decisions.forecast.ForecastableRecord.ObservedOutcome;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The periods that a rollout spent at its steps.
final class RolloutStepVisitExtractor {
    private final List<StepVisit> visits = new ArrayList<>();
    private @Nullable RolloutDecision rolloutDecision;

    private RolloutStepVisitExtractor() {}

    /// One period at a step.
    ///
    /// @param decision number of the decision that began it
    /// @param step 0-based index
    /// @param resolution its outcome; null while it lasts
    record StepVisit(
            long decision,
            int step,
            Instant since,
            @Nullable ObservedOutcome resolution) {}

    /// Returns all periods, oldest first.
    ///
    /// @param decisions decisions about the rollout, oldest first
    static List<StepVisit> listVisits(List<RolloutDecision> decisions) {
        var walk = new RolloutStepVisitExtractor();
        decisions.forEach(walk::apply);
        walk.endVisit(null);
        return walk.visits;
    }

    private void apply(RolloutDecision decision) {
        Instant at = decision.at();
        switch (decision.kind()) {
            case START -> rolloutDecision = decision;
            case ADVANCE -> {
                endVisit(ObservedOutcome.happened(at, "advanced: " + decision.reason()));
                rolloutDecision = decision;
            }
            case STEP_BACK -> {
                endVisit(new ObservedOutcome(
                        null, at, "void: the rollout stepped back as a precaution: " + decision.reason()));
                rolloutDecision = decision;
            }
            case COMPLETE -> endVisit(ObservedOutcome.happened(at, "completed: " + decision.reason()));
            case ROLL_BACK -> endVisit(ObservedOutcome.didNotHappen(at, "rolled back: " + decision.reason()));
            case ABORT ->
                endVisit(new ObservedOutcome(null, at, "void: a user aborted the rollout: " + decision.reason()));
            case CONFIRM -> rolloutDecision = visits.isEmpty() ? null : decision;
            case HOLD -> {
                if (decision.isRestored()) {
                    endVisit(new ObservedOutcome(null, at, "void: the database was restored from a backup"));
                }
            }
            case OBSERVE, APPROVE -> {}
        }
    }

    private void endVisit(@Nullable ObservedOutcome ending) {
        if (rolloutDecision != null) {
            visits.add(new StepVisit(rolloutDecision.number(), rolloutDecision.toStep(), rolloutDecision.at(), ending));
            rolloutDecision = null;
        }
    }
}
