// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import dev.evenkeel.benchmarks.simulation.Draws;
import dev.evenkeel.engine.experiment.Better;
import dev.evenkeel.engine.experiment.ClosedUnit;
import dev.evenkeel.engine.experiment.Goal;
import dev.evenkeel.engine.experiment.Goal.Happened;
import dev.evenkeel.engine.experiment.GoalKind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Units that convert or not.
final class Conversions implements Population {
    private static final Goal GOAL = new Goal("converted", GoalKind.CONVERSION, 1, Better.HIGHER);
    private static final double UNITS_A_WEEK = 20_000;

    private final double[] chances;
    private final double swing;
    private final List<ClosedUnit> converted;
    private final List<ClosedUnit> others;

    private Conversions(double swing, double... chances) {
        this.chances = chances;
        this.swing = swing;
        this.converted = units(Map.of(GOAL.metric(), new Happened(1, 0)));
        this.others = units(Map.of());
    }

    /// @param chances of each variant, control first
    static Conversions of(double... chances) {
        return new Conversions(0, chances);
    }

    /// All chances rise and fall together by so much, over and over within so many units.
    ///
    /// @param swing most that is added and taken away
    /// @param chances on average
    static Conversions swinging(double swing, double... chances) {
        return new Conversions(swing, chances);
    }

    private List<ClosedUnit> units(Map<String, Happened> happened) {
        return IntStream.range(0, chances.length)
                .mapToObj(variant -> new ClosedUnit(variant, Double.NaN, happened))
                .toList();
    }

    @Override
    public Goal goal() {
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
    public ClosedUnit unit(int variant, long number, Draws draws) {
        double more = swing == 0 ? 0 : swing * Math.sin(2 * Math.PI * number / UNITS_A_WEEK);
        return (draws.happens(chances[variant] + more) ? converted : others).get(variant);
    }
}
