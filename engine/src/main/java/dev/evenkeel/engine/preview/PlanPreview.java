// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A preview of a plan at given traffic, for failures: what each step proves and when, how much harm it
/// admits, and how long a healthy candidate takes.
///
/// Times of proofs and stays are for a candidate exactly as good as control. Harm is for a candidate that
/// turns bad at the start of a step after a healthy past. It is an upper bound, exact for the test that
/// starts with the step; the guard also runs tests with other starts and is never later. Other guardrails
/// count as silent. Latency proofs are excluded: their duration depends on the spread of latency, which a
/// plan does not state.
///
/// @param plan name of the plan
/// @param traffic assumed traffic
/// @param steps steps in the order of the plan
/// @param timeToLastStep time until a healthy candidate starts the last step: reaches 100%, where the plan ends
///     there
/// @param timeToCompletion time until it completes the plan
/// @param falseRollbackProbability upper bound on the probability, over the whole rollout, that the guard rolls
///     back a harmless candidate
/// @param excludesLatency whether the plan requires latency proofs, which take additional time
public record PlanPreview(
        String plan,
        TrafficAssumptions traffic,
        List<StepPreview> steps,
        TimeEstimate timeToLastStep,
        TimeEstimate timeToCompletion,
        double falseRollbackProbability,
        boolean excludesLatency) {
    /// Maximum mean duration of a proof; a longer one counts as out of reach.
    public static final Duration LONGEST_PROOF = Duration.ofHours(24);

    public PlanPreview {
        steps = List.copyOf(steps);
    }

    /// Computes a preview: well under a second for the built-in plans at usual traffic.
    public static PlanPreview compute(RolloutPlan plan, TrafficAssumptions traffic) {
        return compute(plan, traffic, new ProofTimeCache());
    }

    /// Computes a preview with a cache of proof times.
    static PlanPreview compute(RolloutPlan plan, TrafficAssumptions traffic, ProofTimeCache known) {
        RollbackTestStartWeights starts = new RollbackTestStartWeights(plan);
        List<StepPreview> steps = new ArrayList<>();
        StoppingTimeDistribution soFar = StoppingTimeDistribution.certainAt(0);
        StoppingTimeDistribution toLast = soFar;
        for (int i = 0; i < plan.steps().size(); i++) {
            StepPreviewCalculator study = new StepPreviewCalculator(plan, i, traffic, known);
            steps.add(study.calculatePreview(starts));
            toLast = soFar;
            soFar = soFar.followedBy(study.calculateStay());
        }
        return new PlanPreview(
                plan.name(),
                traffic,
                steps,
                toLast.toEstimate(),
                soFar.toEstimate(),
                StrictMath.exp(-plan.logRollbackThreshold()),
                !plan.guardrails().latency().isEmpty());
    }

    /// Whether a step requires a proof that the traffic cannot complete in time.
    public boolean hasUnprovableStep() {
        return steps.stream().anyMatch(StepPreview::isUnprovable);
    }
}
