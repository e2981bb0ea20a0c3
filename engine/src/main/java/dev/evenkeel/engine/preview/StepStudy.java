// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One step of a plan at given traffic.
final class StepStudy {
    private static final double LONGEST = PlanPreview.LONGEST_PROOF.toSeconds();

    private final RolloutPlan plan;
    private final Step step;
    private final Traffic traffic;
    private final Endings stay;
    private final Optional<ProofPreview> proof;
    private final Optional<ShadowPreview> shadow;

    /// @param known times of proofs, added to
    StepStudy(RolloutPlan plan, int index, Traffic traffic, ProofTimes known) {
        this.plan = plan;
        this.step = plan.steps().get(index);
        this.traffic = traffic;
        this.shadow = ShadowPreview.find(plan, step, traffic);
        if (plan.asksForProofOfFailures(index)) {
            ProofStudy study = new ProofStudy(plan, index, traffic, known);
            this.proof = Optional.of(study.preview());
            this.stay = study.stay();
        } else {
            this.proof = Optional.empty();
            this.stay = stayWithoutProof();
        }
    }

    private Endings stayWithoutProof() {
        double seconds = Math.max(
                seconds(step.dwell()), shadow.map(ShadowPreview::seconds).orElse(0.0));
        return Double.isFinite(seconds) ? Endings.at(seconds) : Endings.never();
    }

    /// How long a candidate as good as control stays.
    Endings stay() {
        return stay;
    }

    /// @param starts of the evidence, gone through up to this step; goes on to the next
    StepPreview preview(Starts starts) {
        double staying = Math.min(stay.mean(), LONGEST);
        Starts.OfStep bets = starts.next(staying);
        Optional<HarmStudy> harm = comparable() && traffic.baseRate() > 0
                ? Optional.of(new HarmStudy(plan, step, traffic, bets.first()))
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
                harm.map(HarmStudy::harms).orElse(List.of()),
                StrictMath.exp(-plan.logRollbackNeeded()) * bets.all());
    }

    private boolean comparable() {
        return !step.exposure().equals(Percent.NONE) && !step.exposure().equals(Percent.ALL);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
