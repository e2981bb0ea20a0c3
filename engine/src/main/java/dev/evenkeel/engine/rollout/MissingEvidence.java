// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.GuardState;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Evidence that should be coming and is not: nothing at all, or nothing of the candidate.
///
/// @param lasts since when, above zero
/// @param words what is missing
record MissingEvidence(Duration lasts, String words) {
    private static final double CALLS_EXPECTED = 10;

    /// The silence at a moment, if there is one.
    static Optional<MissingEvidence> find(RolloutPlan plan, RolloutProgress progress, GuardState state, Instant now) {
        Duration quiet = Duration.between(progress.quietSince(now), now);
        if (quiet.compareTo(plan.blindness().noDataAfter()) >= 0) {
            return Optional.of(new MissingEvidence(quiet, "no outcomes for " + QuantityFormatter.span(quiet)));
        }
        return ofCandidate(plan.steps().get(progress.step()).exposure(), state.step(), now);
    }

    /// Whether units should be on control by now and none is.
    static boolean ofControl(Percent exposure, StepEvidence step) {
        return step.split().control() == 0 && controlExpected(exposure, step) >= CALLS_EXPECTED;
    }

    /// Units expected on control in the revision, by those on the candidate.
    static double controlExpected(Percent exposure, StepEvidence step) {
        double share = exposure.fraction();
        return step.split().candidate() * (1 - share) / share;
    }

    private static Optional<MissingEvidence> ofCandidate(Percent exposure, StepEvidence step, Instant now) {
        double share = exposure.fraction();
        double expected = step.controlCallsAlone() * share / (1 - share);
        if (expected < CALLS_EXPECTED || step.controlCallsAlone() == 0) {
            return Optional.empty();
        }
        Duration quiet = Duration.between(step.candidateHeardAt(), now);
        return Optional.of(new MissingEvidence(
                quiet,
                "no candidate call for " + QuantityFormatter.span(quiet) + ", where about "
                        + QuantityFormatter.count(Math.round(expected)) + " were expected"));
    }
}
