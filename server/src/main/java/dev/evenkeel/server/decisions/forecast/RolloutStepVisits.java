// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.server.decisions.forecast.ForecastTrigger.TriggeredResolution;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The times that a rollout spent at its steps.
final class RolloutStepVisits {
    private final List<StepVisit> visits = new ArrayList<>();
    private @Nullable RolloutDecision begun;

    private RolloutStepVisits() {}

    /// One time at a step.
    ///
    /// @param decision number of the decision that began it
    /// @param step 0-based index
    /// @param ending how it ended; null while it lasts
    record StepVisit(
            long decision,
            int step,
            Instant since,
            @Nullable TriggeredResolution ending) {}

    /// All, the oldest first.
    ///
    /// @param decisions about the rollout, the oldest first
    static List<StepVisit> of(List<RolloutDecision> decisions) {
        var walk = new RolloutStepVisits();
        decisions.forEach(walk::decided);
        walk.leave(null);
        return walk.visits;
    }

    private void decided(RolloutDecision decision) {
        Instant at = decision.at();
        switch (decision.kind()) {
            case START -> begun = decision;
            case ADVANCE -> {
                leave(TriggeredResolution.yes(at, "it advanced: " + decision.reason()));
                begun = decision;
            }
            case STEP_BACK -> {
                leave(new TriggeredResolution(
                        null, at, "void, since it stepped back as a precaution: " + decision.reason()));
                begun = decision;
            }
            case COMPLETE -> leave(TriggeredResolution.yes(at, "it completed: " + decision.reason()));
            case ROLL_BACK -> leave(TriggeredResolution.no(at, "it was rolled back: " + decision.reason()));
            case ABORT ->
                leave(new TriggeredResolution(null, at, "void, since a person aborted it: " + decision.reason()));
            case CONFIRM -> begun = visits.isEmpty() ? null : decision;
            case HOLD -> {
                if (decision.isRestored()) {
                    leave(new TriggeredResolution(null, at, "void, since the database was restored from a backup"));
                }
            }
            case OBSERVE, APPROVE -> {}
        }
    }

    private void leave(@Nullable TriggeredResolution ending) {
        if (begun != null) {
            visits.add(new StepVisit(begun.number(), begun.toStep(), begun.at(), ending));
            begun = null;
        }
    }
}
