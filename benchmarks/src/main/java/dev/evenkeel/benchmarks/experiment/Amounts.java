// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.Draws;
import dev.evenkeel.engine.experiment.Better;
import dev.evenkeel.engine.experiment.ClosedUnit;
import dev.evenkeel.engine.experiment.Goal;
import dev.evenkeel.engine.experiment.Goal.Happened;
import dev.evenkeel.engine.experiment.GoalKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Units to some of which an amount happens, lognormal: most are small, a few are very large.
///
/// @param goal a value or a duration
/// @param having share of the units to which it happens
/// @param amounts of each variant, control first
record Amounts(Goal goal, double having, List<CappedLognormal> amounts) implements Population {
    /// Units that spend something; the others spend 0.
    ///
    /// @param medians of those who spend, of each variant
    static Amounts spent(double having, double sigma, double cap, double... medians) {
        return of(new Goal("spent", GoalKind.VALUE, cap, Better.HIGHER), having, sigma, medians);
    }

    /// Units that wait, in milliseconds; the others have no outcome.
    ///
    /// @param medians of those that wait, of each variant
    static Amounts waited(double having, double sigma, double cap, double... medians) {
        return of(new Goal(Goal.CALL, GoalKind.DURATION, cap, Better.LOWER), having, sigma, medians);
    }

    private static Amounts of(Goal goal, double having, double sigma, double... medians) {
        return new Amounts(
                goal,
                having,
                Arrays.stream(medians)
                        .mapToObj(median -> CappedLognormal.of(median, sigma, goal.cap()))
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

    /* Of the units that have an outcome. */
    private double part() {
        return goal.kind() == GoalKind.DURATION ? 1 : having;
    }

    @Override
    public ClosedUnit unit(int variant, long number, Draws draws) {
        if (!draws.happens(having)) {
            return new ClosedUnit(variant, Double.NaN, Map.of());
        }
        double amount = amounts.get(variant).at(draws.normal());
        return new ClosedUnit(variant, Double.NaN, Map.of(goal.metric(), new Happened(1, amount)));
    }
}
