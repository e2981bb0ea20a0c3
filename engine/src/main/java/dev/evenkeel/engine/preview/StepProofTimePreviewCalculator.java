// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.engine.rollout.plan.FailureRateMargin;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import java.util.Optional;
import java.util.OptionalDouble;

/// The calculator of the preview of the proof about failures at one step.
final class StepProofTimePreviewCalculator {
    /* A month; later proofs count as never. */
    private static final double LIMIT = 30 * 86_400.0;
    private static final double LONGEST = PlanPreview.LONGEST_PROOF.toSeconds();
    private static final double SMALLEST_EXTRA = 1e-4;

    private final RolloutStep step;
    private final TrafficAssumptions traffic;
    private final CandidateShare share;
    private final double after;
    private final FailureRateMargin margin;
    private final double logNeeded;
    private final double warmUp;
    private final ProofTimeCache known;
    private final ComputationBudget budget;

    /// @param known cache of proof times, extended here
    StepProofTimePreviewCalculator(RolloutPlan plan, int index, TrafficAssumptions traffic, ProofTimeCache known) {
        this.known = known;
        this.budget = ComputationBudget.of(plan);
        this.step = plan.steps().get(index);
        this.traffic = traffic;
        this.share = CandidateShare.assigned(step.exposure().fraction());
        this.after = plan.nextExposure(index).fraction();
        this.margin = plan.guardrails().errors().marginFor(plan.nextExposure(index));
        this.logNeeded = -StrictMath.log(plan.advanceAlpha());
        this.warmUp = StepPreviewCalculator.toSeconds(plan.warmUp());
    }

    /// Computes when the evidence first suffices.
    StepProofTimePreview calculatePreview() {
        ProofTimeDistribution time = known.get(toCriterion(margin), 0, LIMIT, budget);
        double trials = time.distribution().mean() * traffic.unitsPerSecond() * share.candidate();
        return new StepProofTimePreview(
                margin,
                traffic.baseRate() == 0 && margin.extra() > 0
                        ? Double.POSITIVE_INFINITY
                        : margin.factor() + (margin.extra() == 0 ? 0 : margin.extra() / traffic.baseRate()),
                time.distribution().delayedBy(warmUp).toEstimate(),
                trials,
                time.method(),
                warmUp + time.distribution().mean() > LONGEST ? Optional.of(findObstacle()) : Optional.empty());
    }

    /// Computes when the step ends: at the first evaluation after the dwell at which the evidence suffices.
    StoppingTimeDistribution calculateStay() {
        double firstLook = StepPreviewCalculator.toSeconds(step.dwell()) - warmUp;
        return known.get(toCriterion(margin), Math.max(0, firstLook), LIMIT, budget)
                .distribution()
                .delayedBy(warmUp);
    }

    private ProofObstacle findObstacle() {
        double seconds = toCriterion(margin).expectedSeconds(Double.MAX_VALUE / 4);
        return new ProofObstacle(
                seconds,
                Double.isFinite(seconds)
                        ? OptionalDouble.of(traffic.callsPerSecond() * seconds / LONGEST)
                        : OptionalDouble.empty(),
                findSufficientExtra());
    }

    private OptionalDouble findSufficientExtra() {
        for (double extra = SMALLEST_EXTRA; extra < after; extra *= 1.5) {
            FailureRateMargin wider = new FailureRateMargin(margin.factor(), extra / after);
            if (wider.extra() > margin.extra() && toCriterion(wider).expectedSeconds(LONGEST) <= LONGEST) {
                return OptionalDouble.of(extra);
            }
        }
        return OptionalDouble.empty();
    }

    private ProofCriterion toCriterion(FailureRateMargin failureRateMargin) {
        return new ProofCriterion(share, failureRateMargin, traffic.baseRate(), traffic.unitsPerSecond(), logNeeded);
    }
}
