// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.Draws;
import dev.evenkeel.core.stats.EffectInterval;
import dev.evenkeel.engine.experiment.ClosedUnit;
import dev.evenkeel.engine.experiment.Effect;
import dev.evenkeel.engine.experiment.ExperimentAnalysis;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentReading;
import dev.evenkeel.engine.experiment.Goal.Happened;
import java.util.Arrays;

/// One experiment as it goes: each unit gets a variant by the plan's shares, is exposed, and is analysed as the
/// server does it. Beside it, a test of fixed size has the same units. Mutable, confined to one thread.
final class Course {
    private final Population population;
    private final Draws draws;
    private final double[] below;
    private final ExperimentAnalysis analysis;
    private final Moments[] moments;
    private long units;

    Course(ExperimentPlan plan, Population population, Draws draws) {
        this.population = population;
        this.draws = draws;
        this.below = plan.parts().stream()
                .mapToDouble(part -> part.share().fraction())
                .toArray();
        Arrays.parallelPrefix(below, Double::sum);
        this.analysis = new ExperimentAnalysis(plan);
        this.moments = new Moments[below.length];
        Arrays.setAll(moments, variant -> new Moments());
    }

    /// Lets more units come, and looks.
    ExperimentReading next(long batch) {
        long[] exposed = new long[below.length];
        for (long i = 0; i < batch; i++) {
            int variant = variant();
            exposed[variant]++;
            take(population.unit(variant, units, draws));
        }
        analysis.expose(exposed);
        return analysis.read();
    }

    private int variant() {
        double point = draws.uniform();
        int variant = 0;
        while (variant < below.length - 1 && point >= below[variant]) {
            variant++;
        }
        return variant;
    }

    private void take(ClosedUnit unit) {
        units++;
        analysis.take(unit);
        Happened happened = unit.happened().getOrDefault(population.goal().metric(), Happened.NOTHING);
        double score = population.goal().score(happened);
        if (!Double.isNaN(score)) {
            moments[unit.variant()].add(score * population.goal().cap());
        }
    }

    /// Units so far, of all variants.
    long units() {
        return units;
    }

    /// Whether an interval of the analysis is without the true effect.
    boolean misses(Effect effect) {
        double truth = population.effect(effect.treatment());
        return effect.low() > truth || effect.high() < truth;
    }

    /// The interval of the fixed test at this moment.
    EffectInterval fixed(int treatment) {
        return FixedTest.interval(moments[0], moments[treatment]);
    }

    /// Whether the fixed test's interval is without the true effect.
    boolean fixedMisses(int treatment) {
        EffectInterval interval = fixed(treatment);
        double truth = population.effect(treatment);
        return interval.low() > truth || interval.high() < truth;
    }
}
