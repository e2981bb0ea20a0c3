// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentGoal.SingleUnitMetricTotals;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Units with a binary conversion.
final class ConversionPopulation implements ExperimentPopulation {
    private static final ExperimentGoal GOAL =
            new ExperimentGoal("converted", GoalKind.CONVERSION, 1, ImprovementDirection.HIGHER);
    private static final double UNITS_A_WEEK = 20_000;

    private final double[] chances;
    private final double swing;
    private final List<ExperimentUnitResult> converted;
    private final List<ExperimentUnitResult> others;

    private ConversionPopulation(double swing, double... chances) {
        this.chances = chances;
        this.swing = swing;
        this.converted = units(Map.of(GOAL.metric(), new SingleUnitMetricTotals(1, 0)));
        this.others = units(Map.of());
    }

    /// @param chances conversion probability of each variant, control first
    static ConversionPopulation of(double... chances) {
        return new ConversionPopulation(0, chances);
    }

    /// Creates a population in which all probabilities rise and fall together with a period of the given
    /// number of units.
    ///
    /// @param swing largest deviation
    /// @param chances mean probabilities
    static ConversionPopulation swinging(double swing, double... chances) {
        return new ConversionPopulation(swing, chances);
    }

    private List<ExperimentUnitResult> units(Map<String, SingleUnitMetricTotals> happened) {
        return IntStream.range(0, chances.length)
                .mapToObj(variant -> new ExperimentUnitResult(variant, Double.NaN, happened))
                .toList();
    }

    @Override
    public ExperimentGoal goal() {
        return GOAL;
    }

    @Override
    public double mean(int variant) {
        return chances[variant];
    }

    @Override
    public double variance(int variant) {
        return chances[variant] * (1 - chances[variant]);
    }

    @Override
    public ExperimentUnitResult unit(int variant, long number, RandomDraws draws) {
        double more = swing == 0 ? 0 : swing * Math.sin(2 * Math.PI * number / UNITS_A_WEEK);
        return (draws.happens(chances[variant] + more) ? converted : others).get(variant);
    }
}
