// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import dev.evenkeel.engine.stats.ObservedProportion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How often events came beside how likely they were said to be: forecasts in ten bins of equal
/// width, 0 to below 0.1 and so on, 1 with those from 0.9. Bins without forecasts are left out.
///
/// @param bins the lowest first
public record ReliabilityDiagram(List<Bin> bins) {
    private static final int BINS = 10;

    public ReliabilityDiagram {
        bins = List.copyOf(bins);
    }

    /// Forecasts that said nearly the same.
    ///
    /// @param from least probability of the bin
    /// @param to where the next one begins
    /// @param said mean of what they said
    /// @param came how many events came of how many forecasts, with Wilson's interval at 95 %
    public record Bin(double from, double to, double said, ObservedProportion came) {}

    /// Sorts forecasts into bins.
    ///
    /// @param probabilities what was said, 0 to 1
    /// @param outcomes 1 for those that came true, 0 for others; as many
    static ReliabilityDiagram of(double[] probabilities, double[] outcomes) {
        double[] said = new double[BINS];
        int[] came = new int[BINS];
        int[] counts = new int[BINS];
        for (int i = 0; i < outcomes.length; i++) {
            int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
            said[bin] += probabilities[i];
            came[bin] += (int) outcomes[i];
            counts[bin]++;
        }
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (counts[bin] > 0) {
                bins.add(new Bin(
                        (double) bin / BINS,
                        (bin + 1.0) / BINS,
                        said[bin] / counts[bin],
                        ObservedProportion.of(came[bin], counts[bin])));
            }
        }
        return new ReliabilityDiagram(bins);
    }

    /// Mean square of what a bin's forecasts said on average, less what came.
    double reliability() {
        return mean(bin -> Math.pow(bin.said - bin.came.share(), 2));
    }

    /// Mean square of what came in a bin, less what came in all.
    ///
    /// @param share of all events
    double resolution(double share) {
        return mean(bin -> Math.pow(bin.came.share() - share, 2));
    }

    private double mean(ToDoubleFunction<Bin> square) {
        double sum = 0;
        long all = 0;
        for (Bin bin : bins) {
            sum += square.applyAsDouble(bin) * bin.came.all();
            all += bin.came.all();
        }
        return sum / all;
    }
}
