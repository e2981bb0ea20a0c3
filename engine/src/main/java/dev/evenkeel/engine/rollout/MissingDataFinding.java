// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Expected evidence that did not arrive: no outcomes at all, or none of one variant.
///
/// @param duration how long it has been missing, above zero
/// @param message what is missing, for people
record MissingDataFinding(Duration duration, String message) {
    private static final double CALLS_EXPECTED = 10;

    /// Returns the evidence missing at a moment, if any.
    static Optional<MissingDataFinding> find(
            RolloutPlan plan, GuardDecisionInputs inputs, RolloutGuardState state, Instant now) {
        Duration quiet = Duration.between(inputs.silentSince(now), now);
        if (quiet.compareTo(plan.missingData().noDataAfter()) >= 0) {
            return Optional.of(
                    new MissingDataFinding(quiet, "no outcomes for " + QuantityFormatter.formatDuration(quiet)));
        }
        return findMissingCandidate(plan.steps().get(inputs.step()).exposure(), state.step(), now);
    }

    /// Whether units were expected on control by now and none was seen.
    static boolean isControlSilent(Percent exposure, StepEvidence step) {
        return step.split().control() == 0 && expectedControlUnits(exposure, step) >= CALLS_EXPECTED;
    }

    /// Returns the units expected on control in the revision, estimated from those on the candidate.
    static double expectedControlUnits(Percent exposure, StepEvidence step) {
        double share = exposure.fraction();
        return step.split().candidate() * (1 - share) / share;
    }

    private static Optional<MissingDataFinding> findMissingCandidate(Percent exposure, StepEvidence step, Instant now) {
        double share = exposure.fraction();
        double expected = step.controlCallsAlone() * share / (1 - share);
        if (expected < CALLS_EXPECTED || step.controlCallsAlone() == 0) {
            return Optional.empty();
        }
        Duration quiet = Duration.between(step.candidateHeardAt(), now);
        return Optional.of(new MissingDataFinding(
                quiet,
                "no candidate calls for " + QuantityFormatter.formatDuration(quiet) + ", expected about "
                        + QuantityFormatter.formatCount(Math.round(expected))));
    }
}
