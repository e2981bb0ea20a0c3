// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.plan.ErrorMargin;
import java.util.Optional;

/// How a step's proof comes about when the candidate fails exactly as often as control.
///
/// @param margin what is to be proven
/// @param toleratedRatio the failure ratio that the margin amounts to at the base rate; infinite at base rate 0
/// @param time from the step's start, warm-up included, until the evidence first suffices
/// @param candidateTrials trials of the candidate in that time, on average
/// @param method how it was found
/// @param obstacle what to change when it takes too long; empty when it does not
public record ProofPreview(
        ErrorMargin margin,
        double toleratedRatio,
        TimeEstimate time,
        double candidateTrials,
        EstimationMethod method,
        Optional<ProofObstacle> obstacle) {}
