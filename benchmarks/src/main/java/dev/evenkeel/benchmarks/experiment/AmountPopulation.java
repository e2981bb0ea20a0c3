// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentGoal.SingleUnitMetricTotals;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Units of which some have a log-normally distributed amount: most are small, a few are very large.
///
/// @param goal a value or a duration
/// @param having share of the units with an amount
/// @param amounts distribution for each variant, control first
record AmountPopulation(ExperimentGoal goal, double having, List<CappedLognormalDistribution> amounts)
        implements ExperimentPopulation {
    /// Creates a population in which some units spend an amount and the others spend 0.
    ///
    /// @param medians median amount of each variant's spenders
    static AmountPopulation spent(double having, double sigma, double cap, double... medians) {
        return of(
                new ExperimentGoal("spent", GoalKind.VALUE, cap, ImprovementDirection.HIGHER), having, sigma, medians);
    }

    /// Creates a population in which some units wait, in milliseconds, and the others have no outcome.
    ///
    /// @param medians median waiting time of each variant
    static AmountPopulation waited(double having, double sigma, double cap, double... medians) {
        return of(
                new ExperimentGoal(ExperimentGoal.CALL, GoalKind.DURATION, cap, ImprovementDirection.LOWER),
                having,
                sigma,
                medians);
    }

    private static AmountPopulation of(ExperimentGoal goal, double having, double sigma, double... medians) {
        return new AmountPopulation(
                goal,
                having,
                Arrays.stream(medians)
                        .mapToObj(median -> CappedLognormalDistribution.of(median, sigma, goal.maxOutcome()))
                        .toList());
    }

    @Override
    public double mean(int variant) {
        return part() * amounts.get(variant).mean();
    }

    @Override
    public double variance(int variant) {
        return part() * amounts.get(variant).meanSquare() - mean(variant) * mean(variant);
    }

    /* Share of units with an outcome. */
    private double part() {
        return goal.kind() == GoalKind.DURATION ? 1 : having;
    }

    @Override
    public ExperimentUnitResult unit(int variant, long number, RandomDraws draws) {
        if (!draws.happens(having)) {
            return new ExperimentUnitResult(variant, Double.NaN, Map.of());
        }
        double amount = amounts.get(variant).valueAt(draws.normal());
        return new ExperimentUnitResult(
                variant, Double.NaN, Map.of(goal.metric(), new SingleUnitMetricTotals(1, amount)));
    }
}
