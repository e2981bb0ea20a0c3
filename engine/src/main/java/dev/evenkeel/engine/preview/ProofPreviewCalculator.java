// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.engine.rollout.plan.ErrorMargin;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import java.util.Optional;
import java.util.OptionalDouble;

/// The proof about failures at one step.
final class ProofPreviewCalculator {
    /* Beyond a month nobody waits; what is proven later counts as never. */
    private static final double LIMIT = 30 * 86_400.0;
    private static final double LONGEST = PlanPreview.LONGEST_PROOF.toSeconds();
    private static final double SMALLEST_EXTRA = 1e-4;

    private final RolloutStep step;
    private final TrafficAssumptions traffic;
    private final CandidateShare share;
    private final double after;
    private final ErrorMargin margin;
    private final double logNeeded;
    private final double warmUp;
    private final ProofTimeCache known;
    private final ComputationBudget effort;

    /// @param known times of proofs, added to
    ProofPreviewCalculator(RolloutPlan plan, int index, TrafficAssumptions traffic, ProofTimeCache known) {
        this.known = known;
        this.effort = ComputationBudget.of(plan);
        this.step = plan.steps().get(index);
        this.traffic = traffic;
        this.share = CandidateShare.assigned(step.exposure().fraction());
        this.after = plan.exposureAfter(index).fraction();
        this.margin = plan.guardrails().errors().marginFor(plan.exposureAfter(index));
        this.logNeeded = -StrictMath.log(plan.advanceAlpha());
        this.warmUp = StepPreviewCalculator.seconds(plan.warmUp());
    }

    /// When the evidence first suffices.
    ProofPreview preview() {
        ProofTimeDistribution time = known.of(question(margin), 0, LIMIT, effort);
        double trials = time.endings().mean() * traffic.unitsPerSecond() * share.candidate();
        return new ProofPreview(
                margin,
                traffic.baseRate() == 0 && margin.extra() > 0
                        ? Double.POSITIVE_INFINITY
                        : margin.factor() + (margin.extra() == 0 ? 0 : margin.extra() / traffic.baseRate()),
                time.endings().after(warmUp).estimate(),
                trials,
                time.method(),
                warmUp + time.endings().mean() > LONGEST ? Optional.of(obstacle()) : Optional.empty());
    }

    /// When the step is left: at the first look after the dwell at which the evidence suffices.
    StoppingTimeDistribution stay() {
        double firstLook = StepPreviewCalculator.seconds(step.dwell()) - warmUp;
        return known.of(question(margin), Math.max(0, firstLook), LIMIT, effort)
                .endings()
                .after(warmUp);
    }

    private ProofObstacle obstacle() {
        double seconds = question(margin).expectedSeconds(Double.MAX_VALUE / 4);
        return new ProofObstacle(
                seconds,
                Double.isFinite(seconds)
                        ? OptionalDouble.of(traffic.callsPerSecond() * seconds / LONGEST)
                        : OptionalDouble.empty(),
                enoughExtra());
    }

    private OptionalDouble enoughExtra() {
        for (double extra = SMALLEST_EXTRA; extra < after; extra *= 1.5) {
            ErrorMargin wider = new ErrorMargin(margin.factor(), extra / after);
            if (wider.extra() > margin.extra() && question(wider).expectedSeconds(LONGEST) <= LONGEST) {
                return OptionalDouble.of(extra);
            }
        }
        return OptionalDouble.empty();
    }

    private ProofCriterion question(ErrorMargin asked) {
        return new ProofCriterion(share, asked, traffic.baseRate(), traffic.unitsPerSecond(), logNeeded);
    }
}
