// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.util.Arrays;

/// An accumulator of factors 1 + f g with one gain g for every node f, multiplied before their logarithm is
/// taken, because a logarithm costs as much as twenty multiplications.
final class LogProductAccumulator {
    /* 192 of the smallest factors, 1 - 0.97, make 1e-292, which is still above the smallest double. */
    private static final int MOST = 192;
    private static final int AT_ONCE = 4;

    private final double[] nodes;
    private final double[] products;
    private final double[] gains = new double[MOST];
    private int size;

    /// @param nodes 0 to 0.97
    LogProductAccumulator(double[] nodes) {
        this.nodes = nodes;
        this.products = new double[nodes.length];
    }

    boolean isFull() {
        return size == MOST;
    }

    /// Adds a factor; the accumulator must not be full.
    ///
    /// @param gain -1 to 1
    void add(double gain) {
        gains[size++] = gain;
    }

    void clear() {
        size = 0;
    }

    /// Adds the logarithms of the accumulated factors to `logs` and resets the accumulator.
    void addTo(double[] logs) {
        if (size == 0) {
            return;
        }
        while (size % AT_ONCE != 0) {
            gains[size++] = 0;
        }
        Arrays.fill(products, 1);
        for (int i = 0; i < size; i += AT_ONCE) {
            multiply(gains[i], gains[i + 1], gains[i + 2], gains[i + 3]);
        }
        for (int k = 0; k < logs.length; k++) {
            logs[k] += StrictMath.log(products[k]);
        }
        size = 0;
    }

    private void multiply(double a, double b, double c, double d) {
        for (int k = 0; k < nodes.length; k++) {
            double f = nodes[k];
            products[k] *= ((1 + f * a) * (1 + f * b)) * ((1 + f * c) * (1 + f * d));
        }
    }
}
