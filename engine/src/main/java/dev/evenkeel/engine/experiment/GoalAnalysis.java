// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.core.stats.BoundedEffect;
import dev.evenkeel.core.stats.BoundedEffect.Scores;
import dev.evenkeel.core.stats.EffectInterval;
import dev.evenkeel.core.stats.MeanEffect;
import dev.evenkeel.core.stats.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is known by one goal. Mutable, confined to one thread.
final class GoalAnalysis {
    /* Of the chance to miss, a fifth is the exact interval's, shown first, and the rest the large sample's. */
    private static final double EXACT_PART = 0.2;
    private static final int TOTALS = 4;

    private final ExperimentPlan plan;
    private final Goal goal;
    private final VariantTotals[] totals;
    private final MeanEffect[] effects;

    GoalAnalysis(ExperimentPlan plan, Goal goal) {
        this.plan = plan;
        this.goal = goal;
        this.totals = new VariantTotals[plan.parts().size()];
        Arrays.fill(totals, VariantTotals.NONE);
        this.effects = new MeanEffect[plan.treatments()];
        Arrays.setAll(effects, i -> new MeanEffect(share(plan, i + 1)));
    }

    /// Share of a treatment among its own units and control's.
    static Share share(ExperimentPlan plan, int treatment) {
        double control = plan.parts().getFirst().share().basisPoints();
        double treated = plan.parts().get(treatment).share().basisPoints();
        return new Share(treated / (treated + control), control / (treated + control));
    }

    void take(ClosedUnit unit) {
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

    GoalReading read() {
        List<Effect> read = new ArrayList<>();
        for (int treatment = 1; treatment <= effects.length; treatment++) {
            read.add(effect(treatment));
        }
        return new GoalReading(goal, List.of(totals), read);
    }

    private Effect effect(int treatment) {
        Gate gate = Gate.of(totals[0], totals[treatment], share(plan, treatment));
        double alpha = plan.alpha() / plan.treatments();
        MeanEffect large = effects[treatment - 1];
        double estimate = gate.open() ? large.estimate() : totals[treatment].mean() - totals[0].mean();
        EffectInterval interval = gate.open()
                ? large.interval((1 - EXACT_PART) * alpha, plan.tunedFor())
                : BoundedEffect.of(
                        EXACT_PART * alpha, share(plan, treatment), scores(totals[0]), scores(totals[treatment]));
        EffectInterval scaled = interval.times(goal.cap());
        return new Effect(treatment, estimate * goal.cap(), scaled.low(), scaled.high(), gate, large.explained());
    }

    private static Scores scores(VariantTotals totals) {
        return new Scores(totals.units(), Math.min(totals.sum(), (double) totals.units()));
    }

    void write(List<double[]> state) {
        for (VariantTotals each : totals) {
            state.add(
                    new double[] {(double) each.units(), each.sum(), (double) each.nonZero(), (double) each.capped()});
        }
        for (MeanEffect effect : effects) {
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
        for (MeanEffect effect : effects) {
            effect.restore(state.get(at++));
        }
        return at;
    }
}
