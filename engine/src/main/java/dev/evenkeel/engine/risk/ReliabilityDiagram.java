// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import dev.evenkeel.engine.stats.ObservedProportion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A reliability diagram: observed frequency by forecast probability, in ten bins of equal width, 0 to below
/// 0.1 and so on, with 1 in the bin from 0.9. Empty bins are left out.
///
/// @param bins lowest first
public record ReliabilityDiagram(List<Bin> bins) {
    private static final int BINS = 10;

    public ReliabilityDiagram {
        bins = List.copyOf(bins);
    }

    /// One bin of forecasts.
    ///
    /// @param from smallest probability of the bin
    /// @param to start of the next bin
    /// @param meanForecast mean forecast
    /// @param observed events among the forecasts, with Wilson's interval at 95%
    public record Bin(double from, double to, double meanForecast, ObservedProportion observed) {}

    /// Sorts forecasts into bins.
    ///
    /// @param probabilities forecast probabilities, 0 to 1
    /// @param outcomes 1 for events that occurred, 0 for others; same length
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

    /// Returns the mean square of mean forecast minus observed share of each bin.
    double reliability() {
        return mean(bin -> Math.pow(bin.meanForecast - bin.observed.share(), 2));
    }

    /// Returns the mean square of observed share of each bin minus the overall share.
    ///
    /// @param share overall share of events
    double resolution(double share) {
        return mean(bin -> Math.pow(bin.observed.share() - share, 2));
    }

    private double mean(ToDoubleFunction<Bin> square) {
        double sum = 0;
        long all = 0;
        for (Bin bin : bins) {
            sum += square.applyAsDouble(bin) * bin.observed.total();
            all += bin.observed.total();
        }
        return sum / all;
    }
}
