// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.simulation;

import dev.evenkeel.core.stats.TrialCounts;
import java.util.SplittableRandom;

/// Random counts, the same for the same seed. Confined to one thread.
public final class RandomDraws {
    /* Above this mean a Poisson or binomial count is drawn from a rounded normal law: its error is far below the noise. */
    private static final double NORMAL_FROM = 400;

    private final SplittableRandom random;

    /// @param seed of the numbers
    public RandomDraws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// Of other numbers, independent of these.
    public long seed() {
        return random.nextLong();
    }

    /// 0 to below 1.
    public double uniform() {
        return random.nextDouble();
    }

    /// With mean 0 and variance 1.
    public double normal() {
        return random.nextGaussian();
    }

    /// With mean 1.
    public double exponential() {
        return random.nextExponential();
    }

    /// Whether what has this chance happens.
    public boolean happens(double chance) {
        return random.nextDouble() < chance;
    }

    /// Requests that are assigned one by one, and those of them that fail.
    ///
    /// @param share chance of the candidate
    public TrialCounts trials(long requests, double share, double controlRate, double candidateRate) {
        long candidate = binomial(requests, share);
        return new TrialCounts(
                requests - candidate,
                binomial(requests - candidate, controlRate),
                candidate,
                binomial(candidate, candidateRate));
    }

    /// A Poisson count.
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

    /// How many of `trials` happen. By gaps between those that do, so that rare ones are cheap.
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
