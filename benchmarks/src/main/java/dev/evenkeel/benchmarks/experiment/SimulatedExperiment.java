// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.core.stats.EffectInterval;
import dev.evenkeel.engine.experiment.ExperimentAccumulator;
import dev.evenkeel.engine.experiment.ExperimentGoal.SingleUnitMetricTotals;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import java.util.Arrays;

/// A simulated experiment: each unit is assigned a variant by the plan's shares, is exposed, and is analysed
/// by the server's code. A fixed-size test analyses the same units. Mutable, not thread-safe.
final class SimulatedExperiment {
    private final ExperimentPopulation population;
    private final RandomDraws draws;
    private final double[] below;
    private final ExperimentAccumulator analysis;
    private final SampleMoments[] moments;
    private long units;

    SimulatedExperiment(ExperimentPlan plan, ExperimentPopulation population, RandomDraws draws) {
        this.population = population;
        this.draws = draws;
        this.below = plan.parts().stream()
                .mapToDouble(part -> part.share().fraction())
                .toArray();
        Arrays.parallelPrefix(below, Double::sum);
        this.analysis = new ExperimentAccumulator(plan);
        this.moments = new SampleMoments[below.length];
        Arrays.setAll(moments, variant -> new SampleMoments());
    }

    /// Adds units and analyses the results.
    ExperimentResults addUnits(long batch) {
        long[] exposed = new long[below.length];
        for (long i = 0; i < batch; i++) {
            int variant = variant();
            exposed[variant]++;
            addUnit(population.unit(variant, units, draws));
        }
        analysis.addExposures(exposed);
        return analysis.results();
    }

    private int variant() {
        double point = draws.uniform();
        int variant = 0;
        while (variant < below.length - 1 && point >= below[variant]) {
            variant++;
        }
        return variant;
    }

    private void addUnit(ExperimentUnitResult unit) {
        units++;
        analysis.addUnit(unit);
        SingleUnitMetricTotals happened =
                unit.metrics().getOrDefault(population.goal().metric(), SingleUnitMetricTotals.NOTHING);
        double score = population.goal().score(happened);
        if (!Double.isNaN(score)) {
            moments[unit.variant()].add(score * population.goal().maxOutcome());
        }
    }

    /// Returns the number of units so far, of all variants.
    long units() {
        return units;
    }

    /// Whether an interval of the analysis misses the true effect.
    boolean misses(TreatmentEffect effect) {
        double truth = population.effect(effect.treatment());
        return effect.low() > truth || effect.high() < truth;
    }

    /// Returns the current interval of the fixed-size test.
    EffectInterval fixedInterval(int treatment) {
        return FixedSizeAnalysis.interval(moments[0], moments[treatment]);
    }

    /// Whether the fixed-size test's interval misses the true effect.
    boolean fixedMisses(int treatment) {
        EffectInterval interval = fixedInterval(treatment);
        double truth = population.effect(treatment);
        return interval.low() > truth || interval.high() < truth;
    }
}
