// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The calculator of the preview of one step of a plan.
final class StepPreviewCalculator {
    private static final double LONGEST = PlanPreview.LONGEST_PROOF.toSeconds();

    private final RolloutPlan plan;
    private final RolloutStep step;
    private final TrafficAssumptions traffic;
    private final StoppingTimeDistribution stay;
    private final Optional<StepProofTimePreview> proof;
    private final Optional<ShadowAgreementProofPreview> shadow;

    /// @param known cache of proof times, extended here
    StepPreviewCalculator(RolloutPlan plan, int index, TrafficAssumptions traffic, ProofTimeCache known) {
        this.plan = plan;
        this.step = plan.steps().get(index);
        this.traffic = traffic;
        this.shadow = ShadowAgreementProofPreview.find(plan, step, traffic);
        if (plan.requiresFailureProof(index)) {
            StepProofTimePreviewCalculator study = new StepProofTimePreviewCalculator(plan, index, traffic, known);
            this.proof = Optional.of(study.calculatePreview());
            this.stay = study.calculateStay();
        } else {
            this.proof = Optional.empty();
            this.stay = stayWithoutProof();
        }
    }

    private StoppingTimeDistribution stayWithoutProof() {
        double seconds = Math.max(
                toSeconds(step.dwell()),
                shadow.map(ShadowAgreementProofPreview::secondsToProof).orElse(0.0));
        return Double.isFinite(seconds)
                ? StoppingTimeDistribution.certainAt(seconds)
                : StoppingTimeDistribution.never();
    }

    /// Computes how long a candidate as good as control stays.
    StoppingTimeDistribution calculateStay() {
        return stay;
    }

    /// @param starts weights of tests, advanced to this step; advances to the next step
    StepPreview calculatePreview(RollbackTestStartWeights starts) {
        double staying = Math.min(stay.mean(), LONGEST);
        RollbackTestStartWeights.StepTestWeights bets = starts.next(staying);
        Optional<StepHarmPreviewCalculator> harm = isComparable() && traffic.baseRate() > 0
                ? Optional.of(new StepHarmPreviewCalculator(plan, step, traffic, bets.first()))
                : Optional.empty();
        double dwell = toSeconds(step.dwell());
        return new StepPreview(
                step.exposure(),
                step.dwell(),
                proof,
                shadow,
                stay.toEstimate(),
                stay.probabilityBy(dwell),
                stay.probabilityBy(2 * dwell),
                harm.map(study -> study.detectableRatio(staying)).orElse(Double.POSITIVE_INFINITY),
                harm.map(StepHarmPreviewCalculator::calculateHarms).orElse(List.of()),
                StrictMath.exp(-plan.logRollbackThreshold()) * bets.all());
    }

    private boolean isComparable() {
        return !step.exposure().equals(Percent.NONE) && !step.exposure().equals(Percent.ALL);
    }

    static double toSeconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
