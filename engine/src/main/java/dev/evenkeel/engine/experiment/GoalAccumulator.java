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

/// The accumulated data of one goal.
final class GoalAccumulator {
    /*
     * Share of the error probability for the exact interval, shown first; the rest is for the large-sample interval.
     */
    private static final double EXACT_PART = 0.2;
    private static final int TOTALS = 4;

    private final ExperimentPlan plan;
    private final ExperimentGoal goal;
    private final VariantTotals[] totals;
    private final MeanEffectEstimator[] effects;

    GoalAccumulator(ExperimentPlan plan, ExperimentGoal goal) {
        this.plan = plan;
        this.goal = goal;
        this.totals = new VariantTotals[plan.parts().size()];
        Arrays.fill(totals, VariantTotals.NONE);
        this.effects = new MeanEffectEstimator[plan.treatments()];
        Arrays.setAll(effects, i -> new MeanEffectEstimator(shareOf(plan, i + 1)));
    }

    /// Returns the share of a treatment among its own units and control's.
    static CandidateShare shareOf(ExperimentPlan plan, int treatment) {
        double control = plan.parts().getFirst().share().basisPoints();
        double treated = plan.parts().get(treatment).share().basisPoints();
        return new CandidateShare(treated / (treated + control), control / (treated + control));
    }

    void addUnit(ExperimentUnitResult unit) {
        double score = goal.score(unit.metricOf(goal));
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

    GoalResults results() {
        List<TreatmentEffect> read = new ArrayList<>();
        for (int treatment = 1; treatment <= effects.length; treatment++) {
            read.add(calculateEffect(treatment));
        }
        return new GoalResults(goal, List.of(totals), read);
    }

    private TreatmentEffect calculateEffect(int treatment) {
        LargeSampleCheck gate = LargeSampleCheck.of(totals[0], totals[treatment], shareOf(plan, treatment));
        double alpha = plan.alpha() / plan.treatments();
        MeanEffectEstimator large = effects[treatment - 1];
        double estimate = gate.isSufficient() ? large.estimate() : totals[treatment].mean() - totals[0].mean();
        EffectInterval interval = gate.isSufficient()
                ? large.interval((1 - EXACT_PART) * alpha, plan.expectedUnits())
                : BoundedEffectEstimator.estimate(
                        EXACT_PART * alpha,
                        shareOf(plan, treatment),
                        toOutcomeTotals(totals[0]),
                        toOutcomeTotals(totals[treatment]));
        EffectInterval scaled = interval.scale(goal.maxOutcome());
        return new TreatmentEffect(
                treatment, estimate * goal.maxOutcome(), scaled.low(), scaled.high(), gate, large.explainedVariance());
    }

    private static OutcomeTotals toOutcomeTotals(VariantTotals totals) {
        return new OutcomeTotals(totals.units(), Math.min(totals.sum(), (double) totals.units()));
    }

    void writeState(List<double[]> state) {
        for (VariantTotals each : totals) {
            state.add(
                    new double[] {(double) each.units(), each.sum(), (double) each.nonZero(), (double) each.capped()});
        }
        for (MeanEffectEstimator effect : effects) {
            state.add(effect.state());
        }
    }

    /// @return index at which the next goal's state begins
    int readState(List<double[]> state, int from) {
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
