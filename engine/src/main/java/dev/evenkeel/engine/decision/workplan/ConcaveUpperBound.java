// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What a concave function does not exceed over all choices within a budget, items in parts among them.
///
/// Each round takes the function's tangent, which lies above it, and fills the budget for that by worth per
/// weight (Frank and Wolfe 1956; Dantzig 1957): each such value is a bound, the least one is kept. More rounds
/// make it tighter.
final class ConcaveUpperBound {
    private static final int ROUNDS = 60;
    private static final int HALVINGS = 20;
    private static final double CLOSE = 1e-6;

    private final ConcaveFunction function;
    private final double[] weights;
    private final double budget;

    /// A concave function of how much of each item is taken, 0 to 1.
    interface ConcaveFunction {
        double value(double[] taken);

        /// What a little more of each item adds.
        double[] slopes(double[] taken);
    }

    /// @param weights of the items, 0 or more
    /// @param budget the most weight, 0 or more
    ConcaveUpperBound(ConcaveFunction function, double[] weights, double budget) {
        this.function = function;
        this.weights = weights;
        this.budget = budget;
    }

    /// The bound.
    ///
    /// @param enough a bound that need not be made any tighter
    double least(double enough) {
        double[] taken = new double[weights.length];
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            double[] slopes = function.slopes(taken);
            double[] direction = filled(slopes);
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
            taken = moved(taken, direction, step(taken, direction));
        }
        return least;
    }

    /* Items of most worth for their weight first. */
    private double[] filled(double[] worth) {
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

    /* As far in the direction as the function rises. */
    private double step(double[] taken, double[] direction) {
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            double[] slopes = function.slopes(moved(taken, direction, middle));
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

    private static double[] moved(double[] taken, double[] direction, double step) {
        double[] moved = new double[taken.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = taken[i] + step * direction[i];
        }
        return moved;
    }
}
