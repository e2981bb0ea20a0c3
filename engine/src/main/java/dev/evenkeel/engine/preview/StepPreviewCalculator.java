// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One step of a plan at given traffic.
final class StepPreviewCalculator {
    private static final double LONGEST = PlanPreview.LONGEST_PROOF.toSeconds();

    private final RolloutPlan plan;
    private final RolloutStep step;
    private final TrafficAssumptions traffic;
    private final StoppingTimeDistribution stay;
    private final Optional<ProofPreview> proof;
    private final Optional<ShadowPreview> shadow;

    /// @param known times of proofs, added to
    StepPreviewCalculator(RolloutPlan plan, int index, TrafficAssumptions traffic, ProofTimeCache known) {
        this.plan = plan;
        this.step = plan.steps().get(index);
        this.traffic = traffic;
        this.shadow = ShadowPreview.find(plan, step, traffic);
        if (plan.asksForProofOfFailures(index)) {
            ProofPreviewCalculator study = new ProofPreviewCalculator(plan, index, traffic, known);
            this.proof = Optional.of(study.preview());
            this.stay = study.stay();
        } else {
            this.proof = Optional.empty();
            this.stay = stayWithoutProof();
        }
    }

    private StoppingTimeDistribution stayWithoutProof() {
        double seconds = Math.max(
                seconds(step.dwell()), shadow.map(ShadowPreview::seconds).orElse(0.0));
        return Double.isFinite(seconds) ? StoppingTimeDistribution.at(seconds) : StoppingTimeDistribution.never();
    }

    /// How long a candidate as good as control stays.
    StoppingTimeDistribution stay() {
        return stay;
    }

    /// @param starts of the evidence, gone through up to this step; goes on to the next
    StepPreview preview(StepRestartWeights starts) {
        double staying = Math.min(stay.mean(), LONGEST);
        StepRestartWeights.OfStep bets = starts.next(staying);
        Optional<HarmPreviewCalculator> harm = comparable() && traffic.baseRate() > 0
                ? Optional.of(new HarmPreviewCalculator(plan, step, traffic, bets.first()))
                : Optional.empty();
        double dwell = seconds(step.dwell());
        return new StepPreview(
                step.exposure(),
                step.dwell(),
                proof,
                shadow,
                stay.estimate(),
                stay.chanceBy(dwell),
                stay.chanceBy(2 * dwell),
                harm.map(study -> study.smallestRatio(staying)).orElse(Double.POSITIVE_INFINITY),
                harm.map(HarmPreviewCalculator::harms).orElse(List.of()),
                StrictMath.exp(-plan.logRollbackNeeded()) * bets.all());
    }

    private boolean comparable() {
        return !step.exposure().equals(Percent.NONE) && !step.exposure().equals(Percent.ALL);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
