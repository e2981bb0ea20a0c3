// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// An upper bound of a concave function over all selections within a budget, including fractional items.
///
/// Each iteration maximizes the function's tangent, which lies above it, within the budget by value per
/// weight (Frank and Wolfe 1956; Dantzig 1957). Each maximum is a bound; the smallest one is returned. More
/// iterations tighten it.
final class ConcaveUpperBound {
    private static final int ROUNDS = 60;
    private static final int HALVINGS = 20;
    private static final double CLOSE = 1e-6;

    private final ConcaveFunction function;
    private final double[] weights;
    private final double budget;

    /// A concave function of the selected fraction of each item, 0 to 1.
    interface ConcaveFunction {
        double value(double[] taken);

        /// Returns the gradient.
        double[] gradient(double[] taken);
    }

    /// @param weights weights of the items, 0 or more
    /// @param budget maximum weight, 0 or more
    ConcaveUpperBound(ConcaveFunction function, double[] weights, double budget) {
        this.function = function;
        this.weights = weights;
        this.budget = budget;
    }

    /// Computes the bound.
    ///
    /// @param enough value below which the bound need not be tightened
    double calculate(double enough) {
        double[] taken = new double[weights.length];
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            double[] slopes = function.gradient(taken);
            double[] direction = fillBudget(slopes);
            double gap = 0;
            for (int i = 0; i < taken.length; i++) {
                direction[i] -= taken[i];
                gap += slopes[i] * direction[i];
            }
            double value = function.value(taken);
            least = Math.min(least, value + gap);
            if (least <= enough || gap <= CLOSE * (1 + Math.abs(value))) {
                return least;
            }
            taken = moveAlong(taken, direction, bestStep(taken, direction));
        }
        return least;
    }

    /* Sorts by value per weight, highest first. */
    private double[] fillBudget(double[] worth) {
        List<Integer> order = IntStream.range(0, worth.length)
                .filter(i -> worth[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -worth[i] / weights[i]))
                .toList();
        double[] filled = new double[worth.length];
        double left = budget;
        for (int i : order) {
            filled[i] = weights[i] <= left ? 1 : left / weights[i];
            left -= filled[i] * weights[i];
        }
        return filled;
    }

    /* The step to the maximum along the direction. */
    private double bestStep(double[] taken, double[] direction) {
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            double[] slopes = function.gradient(moveAlong(taken, direction, middle));
            double rise = 0;
            for (int i = 0; i < slopes.length; i++) {
                rise += slopes[i] * direction[i];
            }
            if (rise > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double[] moveAlong(double[] taken, double[] direction, double step) {
        double[] moved = new double[taken.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = taken[i] + step * direction[i];
        }
        return moved;
    }
}
