// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.plan.FailureRateMargin;
import java.util.Optional;

/// A preview of a step's proof for a candidate that fails exactly as often as control.
///
/// @param margin margin to prove
/// @param toleratedRatio failure ratio equal to the margin at the base rate; infinite at base rate 0
/// @param time from the start of the step, warm-up included, until the evidence first suffices
/// @param candidateTrials mean number of candidate trials in that time
/// @param method method of the computation
/// @param obstacle what to change when it takes too long; empty when it does not
public record StepProofTimePreview(
        FailureRateMargin margin,
        double toleratedRatio,
        TimeEstimate time,
        double candidateTrials,
        EstimationMethod method,
        Optional<ProofObstacle> obstacle) {}
