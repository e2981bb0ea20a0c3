// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.core.stats.TrialCounts;
import java.util.SplittableRandom;

/// A source of random draws, reproducible from its seed. Not thread-safe.
public final class RandomDraws {
    /* Above this mean, Poisson and binomial counts are drawn from a rounded normal distribution: its error
     * is far below the noise. */
    private static final double NORMAL_FROM = 400;

    private final SplittableRandom random;

    public RandomDraws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// Returns a seed for another, independent source.
    public long seed() {
        return random.nextLong();
    }

    /// Returns a uniform value from 0 (inclusive) to 1 (exclusive).
    public double uniform() {
        return random.nextDouble();
    }

    /// Returns a normal value with mean 0 and variance 1.
    public double normal() {
        return random.nextGaussian();
    }

    /// Returns an exponential value with mean 1.
    public double exponential() {
        return random.nextExponential();
    }

    /// Returns true with the given probability.
    public boolean happens(double chance) {
        return random.nextDouble() < chance;
    }

    /// Draws requests that are assigned independently, and the failed ones among them.
    ///
    /// @param share probability of the candidate
    public TrialCounts trials(long requests, double share, double controlRate, double candidateRate) {
        long candidate = binomial(requests, share);
        return new TrialCounts(
                requests - candidate,
                binomial(requests - candidate, controlRate),
                candidate,
                binomial(candidate, candidateRate));
    }

    /// Draws a Poisson count.
    ///
    /// @param mean zero or more
    public long poisson(double mean) {
        if (mean > NORMAL_FROM) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /// Draws the number of successes in `trials`. Draws the gaps between successes, so that rare ones are
    /// cheap.
    public long binomial(long trials, double chance) {
        if (chance > 0.5) {
            return trials - binomial(trials, 1 - chance);
        }
        double mean = trials * chance;
        if (mean > NORMAL_FROM) {
            double spread = Math.sqrt(mean * (1 - chance));
            return Math.clamp(Math.round(mean + spread * random.nextGaussian()), 0, trials);
        }
        if (chance <= 0) {
            return 0;
        }
        double log = Math.log1p(-chance);
        long count = 0;
        double at = Math.floor(Math.log(1 - random.nextDouble()) / log) + 1;
        while (at <= trials) {
            count++;
            at += Math.floor(Math.log(1 - random.nextDouble()) / log) + 1;
        }
        return count;
    }
}
