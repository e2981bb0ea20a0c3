// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.util.Comparator;
import java.util.stream.IntStream;

/// An isotonic regression of outcomes on forecasts by pooling adjacent violators (Ayer et al. 1955): the
/// least-squares nondecreasing function, without bins.
final class IsotonicFit {
    private final double[] sums;
    private final int[] counts;
    private int blocks;

    private IsotonicFit(int size) {
        this.sums = new double[size];
        this.counts = new int[size];
    }

    /// Returns the fitted value of each forecast; equal forecasts get equal values.
    ///
    /// @param forecasts forecast values
    /// @param outcomes outcomes, same length
    static double[] fit(double[] forecasts, double[] outcomes) {
        int[] order = IntStream.range(0, forecasts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> forecasts[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        var fit = new IsotonicFit(order.length);
        int next = 0;
        while (next < order.length) {
            int first = next;
            double sum = 0;
            while (next < order.length && forecasts[order[next]] == forecasts[order[first]]) {
                sum += outcomes[order[next]];
                next++;
            }
            fit.add(sum, next - first);
        }
        return fit.fittedValues(order);
    }

    private void add(double sum, int count) {
        sums[blocks] = sum;
        counts[blocks] = count;
        blocks++;
        while (blocks > 1 && mean(blocks - 2) >= mean(blocks - 1)) {
            sums[blocks - 2] += sums[blocks - 1];
            counts[blocks - 2] += counts[blocks - 1];
            blocks--;
        }
    }

    private double mean(int block) {
        return sums[block] / counts[block];
    }

    private double[] fittedValues(int[] order) {
        double[] values = new double[order.length];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < counts[block]; i++) {
                values[order[at]] = mean(block);
                at++;
            }
        }
        return values;
    }
}
