// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a plan can do at given traffic, as far as failures go: what each step proves and when, what harm it
/// lets through, how long a healthy candidate takes.
///
/// Times of proofs and stays are of a candidate exactly as good as control. Harm is of a candidate that turns
/// bad as a step begins, after a healthy past, and is an upper bound, exact for the one start of the evidence
/// that falls on the step's begin; the guard has the other starts besides and is never later. Other guardrails
/// count as silent. Latency proofs are left out: how long they take depends on the spread of latency, which no
/// plan states.
///
/// @param plan name of the plan
/// @param traffic what it was tried at
/// @param steps in the order of the plan
/// @param toLastStep time a healthy candidate takes to the begin of the last step: to 100 %, where the plan
///     ends there
/// @param toEnd time it takes to the end of the plan
/// @param falseAlarm chance, over the whole rollout, that a harmless candidate is rolled back by the guard, at
///     most
/// @param withoutLatency whether the plan asks for latency proofs, which come on top
public record PlanPreview(
        String plan,
        TrafficAssumptions traffic,
        List<StepPreview> steps,
        TimeEstimate toLastStep,
        TimeEstimate toEnd,
        double falseAlarm,
        boolean withoutLatency) {
    /// A proof that takes longer than this, on average, counts as none.
    public static final Duration LONGEST_PROOF = Duration.ofHours(24);

    public PlanPreview {
        steps = List.copyOf(steps);
    }

    /// Computes a preview: well under a second for the shipped plans at usual traffic.
    public static PlanPreview of(RolloutPlan plan, TrafficAssumptions traffic) {
        return of(plan, traffic, new ProofTimeCache());
    }

    /// The same with the times of proofs that are known.
    static PlanPreview of(RolloutPlan plan, TrafficAssumptions traffic, ProofTimeCache known) {
        StepRestartWeights starts = new StepRestartWeights(plan);
        List<StepPreview> steps = new ArrayList<>();
        StoppingTimeDistribution soFar = StoppingTimeDistribution.at(0);
        StoppingTimeDistribution toLast = soFar;
        for (int i = 0; i < plan.steps().size(); i++) {
            StepPreviewCalculator study = new StepPreviewCalculator(plan, i, traffic, known);
            steps.add(study.preview(starts));
            toLast = soFar;
            soFar = soFar.then(study.stay());
        }
        return new PlanPreview(
                plan.name(),
                traffic,
                steps,
                toLast.estimate(),
                soFar.estimate(),
                StrictMath.exp(-plan.logRollbackNeeded()),
                !plan.guardrails().latency().isEmpty());
    }

    /// Whether some step asks for a proof that traffic cannot give in time.
    public boolean provesNothingSomewhere() {
        return steps.stream().anyMatch(StepPreview::provesNothing);
    }
}
