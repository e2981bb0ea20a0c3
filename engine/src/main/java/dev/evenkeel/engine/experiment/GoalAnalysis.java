// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.stats.BoundedEffectEstimator;
import dev.evenkeel.core.stats.BoundedEffectEstimator.OutcomeTotals;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.EffectInterval;
import dev.evenkeel.core.stats.MeanEffectEstimator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is known by one goal. Mutable, confined to one thread.
final class GoalAnalysis {
    /* Of the chance to miss, a fifth is the exact interval's, shown first, and the rest the large sample's. */
    private static final double EXACT_PART = 0.2;
    private static final int TOTALS = 4;

    private final ExperimentPlan plan;
    private final ExperimentGoal goal;
    private final VariantTotals[] totals;
    private final MeanEffectEstimator[] effects;

    GoalAnalysis(ExperimentPlan plan, ExperimentGoal goal) {
        this.plan = plan;
        this.goal = goal;
        this.totals = new VariantTotals[plan.parts().size()];
        Arrays.fill(totals, VariantTotals.NONE);
        this.effects = new MeanEffectEstimator[plan.treatments()];
        Arrays.setAll(effects, i -> new MeanEffectEstimator(share(plan, i + 1)));
    }

    /// Share of a treatment among its own units and control's.
    static CandidateShare share(ExperimentPlan plan, int treatment) {
        double control = plan.parts().getFirst().share().basisPoints();
        double treated = plan.parts().get(treatment).share().basisPoints();
        return new CandidateShare(treated / (treated + control), control / (treated + control));
    }

    void take(ExperimentUnitResult unit) {
        double score = goal.score(unit.by(goal));
        if (Double.isNaN(score)) {
            return;
        }
        int variant = unit.variant();
        totals[variant] = totals[variant].plus(score);
        for (int i = 0; i < effects.length; i++) {
            if (variant == 0 || variant == i + 1) {
                effects[i].observe(variant != 0, score, unit.covariate());
            }
        }
    }

    VariantTotals totals(int variant) {
        return totals[variant];
    }

    GoalResults read() {
        List<TreatmentEffect> read = new ArrayList<>();
        for (int treatment = 1; treatment <= effects.length; treatment++) {
            read.add(effect(treatment));
        }
        return new GoalResults(goal, List.of(totals), read);
    }

    private TreatmentEffect effect(int treatment) {
        SampleSizeCheck gate = SampleSizeCheck.of(totals[0], totals[treatment], share(plan, treatment));
        double alpha = plan.alpha() / plan.treatments();
        MeanEffectEstimator large = effects[treatment - 1];
        double estimate = gate.open() ? large.estimate() : totals[treatment].mean() - totals[0].mean();
        EffectInterval interval = gate.open()
                ? large.interval((1 - EXACT_PART) * alpha, plan.tunedFor())
                : BoundedEffectEstimator.of(
                        EXACT_PART * alpha, share(plan, treatment), scores(totals[0]), scores(totals[treatment]));
        EffectInterval scaled = interval.times(goal.cap());
        return new TreatmentEffect(
                treatment, estimate * goal.cap(), scaled.low(), scaled.high(), gate, large.explained());
    }

    private static OutcomeTotals scores(VariantTotals totals) {
        return new OutcomeTotals(totals.units(), Math.min(totals.sum(), (double) totals.units()));
    }

    void write(List<double[]> state) {
        for (VariantTotals each : totals) {
            state.add(
                    new double[] {(double) each.units(), each.sum(), (double) each.nonZero(), (double) each.capped()});
        }
        for (MeanEffectEstimator effect : effects) {
            state.add(effect.state());
        }
    }

    /// @return where the next goal's state begins
    int read(List<double[]> state, int from) {
        int at = from;
        for (int i = 0; i < totals.length; i++) {
            double[] numbers = state.get(at++);
            if (numbers.length != TOTALS) {
                throw new IllegalArgumentException("totals must hold " + TOTALS + " numbers, got " + numbers.length);
            }
            totals[i] = new VariantTotals((long) numbers[0], numbers[1], (long) numbers[2], (long) numbers[3]);
        }
        for (MeanEffectEstimator effect : effects) {
            effect.restore(state.get(at++));
        }
        return at;
    }
}
