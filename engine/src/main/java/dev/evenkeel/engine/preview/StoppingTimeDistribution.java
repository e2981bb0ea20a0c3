// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.ArrayList;
import java.util.List;

/// A discrete distribution of a stopping time. Probability missing to one is beyond all listed times.
final class StoppingTimeDistribution {
    private static final int BINS = 8_192;
    private static final double NEARLY_ALL = 1 - 1e-3;

    private final List<StoppingTimeProbability> ends;
    private final double later;

    /// @param seconds seconds since the start
    /// @param chance probability of exactly this time
    record StoppingTimeProbability(double seconds, double chance) {}

    /// @param ends in chronological order
    StoppingTimeDistribution(List<StoppingTimeProbability> ends) {
        this.ends = List.copyOf(ends);
        this.later =
                1 - ends.stream().mapToDouble(StoppingTimeProbability::chance).sum();
    }

    /// Returns the distribution of a certain time.
    static StoppingTimeDistribution certainAt(double seconds) {
        return new StoppingTimeDistribution(List.of(new StoppingTimeProbability(seconds, 1)));
    }

    /// Returns the distribution of an event that does not occur in relevant time.
    static StoppingTimeDistribution never() {
        return new StoppingTimeDistribution(List.of());
    }

    TimeEstimate toEstimate() {
        return new TimeEstimate(mean(), quantile(0.1), quantile(0.9));
    }

    /// Returns the mean; infinite when more than a thousandth never ends.
    double mean() {
        double sum =
                ends.stream().mapToDouble(end -> end.seconds() * end.chance()).sum();
        return 1 - later < NEARLY_ALL ? Double.POSITIVE_INFINITY : sum / (1 - later);
    }

    double quantile(double p) {
        double sum = 0;
        for (StoppingTimeProbability end : ends) {
            sum += end.chance();
            if (sum >= p) {
                return end.seconds();
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    double probabilityBy(double seconds) {
        return ends.stream()
                .filter(end -> end.seconds() <= seconds)
                .mapToDouble(StoppingTimeProbability::chance)
                .sum();
    }

    private boolean isCertain() {
        return ends.size() == 1 && ends.getFirst().chance() == 1;
    }

    /// Returns the distribution shifted by some seconds.
    StoppingTimeDistribution delayedBy(double seconds) {
        return new StoppingTimeDistribution(ends.stream()
                .map(end -> new StoppingTimeProbability(seconds + end.seconds(), end.chance()))
                .toList());
    }

    /// Returns the distribution of the sum of two independent times, on a grid of 1/8192 of the longest.
    /// Costs at most 17 million multiplications, for any number of points.
    StoppingTimeDistribution followedBy(StoppingTimeDistribution next) {
        if (ends.isEmpty() || next.ends.isEmpty()) {
            return never();
        }
        if (isCertain()) {
            return next.delayedBy(ends.getLast().seconds());
        }
        if (next.isCertain()) {
            return delayedBy(next.ends.getLast().seconds());
        }
        double longest = ends.getLast().seconds() + next.ends.getLast().seconds();
        double width = Math.max(longest, Double.MIN_NORMAL) / BINS;
        double[] first = toBins(width);
        double[] second = next.toBins(width);
        double[] chances = new double[first.length + second.length - 1];
        for (int i = 0; i < first.length; i++) {
            double chance = first[i];
            for (int j = 0; chance > 0 && j < second.length; j++) {
                chances[i + j] += chance * second[j];
            }
        }
        List<StoppingTimeProbability> sums = new ArrayList<>();
        for (int bin = 0; bin < chances.length; bin++) {
            if (chances[bin] > 0) {
                sums.add(new StoppingTimeProbability(bin * width, chances[bin]));
            }
        }
        return new StoppingTimeDistribution(sums);
    }

    private double[] toBins(double width) {
        double[] chances = new double[(int) Math.round(ends.getLast().seconds() / width) + 1];
        for (StoppingTimeProbability end : ends) {
            chances[(int) Math.round(end.seconds() / width)] += end.chance();
        }
        return chances;
    }
}
