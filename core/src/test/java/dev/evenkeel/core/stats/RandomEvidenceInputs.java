// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import java.util.SplittableRandom;

/// Random inputs of one case, ordinary and extreme ones mixed.
final class RandomEvidenceInputs {
    private final long seed;
    private final long most;
    private final SplittableRandom random;

    /// @param most largest number of trials in a tick
    RandomEvidenceInputs(long seed, long most) {
        this.seed = seed;
        this.most = most;
        this.random = new SplittableRandom(seed);
    }

    long seed() {
        return seed;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double within(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /// 10 to a power between two.
    double power(double low, double high) {
        return Math.pow(10, within(low, high));
    }

    long upTo(long limit) {
        return random.nextLong(limit + 1);
    }

    double share() {
        return pick(0.01, 0.25, 0.5, 0.95, 1e-6, 1 - 1e-6, within(0.01, 0.99), power(-6, -1));
    }

    double ratio() {
        return pick(1, 1.1, 1.5, 6, 0.5, within(0.2, 10), power(-3, 3));
    }

    double delta() {
        return pick(0, 0, 0, 0.0005, 0.02, 0.3, power(-6, -0.1));
    }

    /// Trials split about by a share, sometimes with one empty variant, with similar failure rates in both.
    TrialCounts trials(double share) {
        long all = upTo(most);
        long candidate = chance(0.1) ? 0 : failed(all, share);
        long control = chance(0.05) ? 0 : all - candidate;
        double rate = power(-4, -0.3);
        return new TrialCounts(
                control, failed(control, rate), candidate, failed(candidate, pick(1, 1.1, 2, 8, 0.5) * rate));
    }

    /// Failures split about by a share, sometimes none in one variant.
    TrialCounts failures(double share) {
        long all = upTo(most);
        long candidate = chance(0.1) ? 0 : failed(all, share);
        return TrialCounts.ofFailures(chance(0.1) ? 0 : all - candidate, candidate);
    }

    /// A number of trials near a rate, sometimes any number.
    long failed(long trials, double rate) {
        if (chance(0.1)) {
            return upTo(trials);
        }
        double mean = trials * Math.min(1, rate);
        double spread = Math.sqrt(mean * (1 - Math.min(1, rate)) + 0.1);
        return Math.max(0, Math.min(trials, Math.round(mean + spread * within(-2, 2))));
    }

    private double pick(double... values) {
        return values[random.nextInt(values.length)];
    }
}
