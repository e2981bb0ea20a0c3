// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/// The effect sizes of a mixture with their weights.
///
/// Any weights that sum to one give an exactly valid mixture: there is no quadrature error, only more or less
/// delay.
final class EffectSizeGrid {
    private static final int RATIO_NODES = 24;
    private static final double SMALLEST_RATIO = 1.1;
    private static final double LARGEST_RATIO = 20;

    /// 24 ratios, geometric from 1.1 to 20, with weights proportional to k^(-1/4): found by exact search over
    /// grids.
    static final EffectSizeGrid RATIO = falling(ratios(RATIO_NODES), 0.25);

    /// The same ratios followed by 50 and 200, for margins that successful trials alone can prove.
    static final EffectSizeGrid WIDE = falling(wideRatios(), 0.25);

    private final double[] nodes;
    private final double[] logWeights;

    private EffectSizeGrid(double[] nodes, double[] weights) {
        double total = Arrays.stream(weights).sum();
        this.nodes = nodes;
        this.logWeights =
                Arrays.stream(weights).map(w -> StrictMath.log(w / total)).toArray();
    }

    /// Returns equal weights on a geometric progression.
    ///
    /// @param first first node, above zero
    /// @param last last node, above zero
    /// @param size number of nodes, two or more
    static EffectSizeGrid geometric(double first, double last, int size) {
        return flat(size, k -> first * StrictMath.pow(last / first, k / (size - 1.0)));
    }

    /// Returns the same nodes with weights proportional to k^(-3/4), k = 1 at the first.
    EffectSizeGrid weightedToFirst() {
        return falling(nodes, 0.75);
    }

    /// Returns equal weights on given nodes.
    static EffectSizeGrid flat(int size, IntToDoubleFunction node) {
        double[] nodes = new double[size];
        double[] weights = new double[size];
        Arrays.setAll(nodes, node);
        Arrays.fill(weights, 1);
        return new EffectSizeGrid(nodes, weights);
    }

    /// Returns the first nodes of this grid with their weights normalized to sum to one.
    EffectSizeGrid head(int size) {
        double[] weights =
                Arrays.stream(logWeights, 0, size).map(StrictMath::exp).toArray();
        return new EffectSizeGrid(Arrays.copyOf(nodes, size), weights);
    }

    int size() {
        return nodes.length;
    }

    double node(int k) {
        return nodes[k];
    }

    double[] nodes() {
        return nodes.clone();
    }

    double logWeight(int k) {
        return logWeights[k];
    }

    private static EffectSizeGrid falling(double[] nodes, double power) {
        double[] weights = new double[nodes.length];
        Arrays.setAll(weights, k -> StrictMath.pow(k + 1.0, -power));
        return new EffectSizeGrid(nodes, weights);
    }

    private static double[] ratios(int size) {
        double[] ratios = new double[size];
        Arrays.setAll(
                ratios, k -> SMALLEST_RATIO * StrictMath.pow(LARGEST_RATIO / SMALLEST_RATIO, k / (RATIO_NODES - 1.0)));
        return ratios;
    }

    private static double[] wideRatios() {
        double[] ratios = Arrays.copyOf(ratios(RATIO_NODES), RATIO_NODES + 2);
        ratios[RATIO_NODES] = 50;
        ratios[RATIO_NODES + 1] = 200;
        return ratios;
    }
}
