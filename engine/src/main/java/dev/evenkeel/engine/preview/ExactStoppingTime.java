// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.Arrays;

/// When a guard that looks after every failure has its answer, exactly: after m failures all that matters is
/// how many were of the variant that speaks for it. For margins that are ratios, where clean trials carry no
/// evidence.
final class ExactStoppingTime {
    private static final double NEGLIGIBLE = 1e-7;
    private static final double HARDLY_ANY = 4e-4;
    private static final double THIN = 1e-13;

    /* Chance that the answer did not come with the first 0, 1, 2, ... failures. */
    private final double[] alive;

    private ExactStoppingTime(double[] alive) {
        this.alive = alive;
    }

    /// @param theta chance that a failure speaks for the answer, above 0 and below 1
    /// @param most failures after which the walk is broken off
    static ExactStoppingTime of(StoppingBoundary frontier, double theta, int most) {
        double[] alive = new double[most + 1];
        double[] chances = new double[most + 2];
        chances[0] = 1;
        alive[0] = 1;
        int low = 0;
        int high = 0;
        int failures = 0;
        while (failures < most && alive[failures] > NEGLIGIBLE) {
            failures++;
            high = Math.min(high + 1, failures);
            for (int t = high; t >= low; t--) {
                chances[t] = chances[t] * (1 - theta) + (t > low ? chances[t - 1] * theta : 0);
            }
            int needed = frontier.needed(failures);
            double absorbed = 0;
            for (; high >= needed; high--) {
                absorbed += chances[high];
                chances[high] = 0;
            }
            while (low < high && chances[low] < THIN) {
                chances[low++] = 0;
            }
            alive[failures] = alive[failures - 1] - absorbed;
        }
        return new ExactStoppingTime(Arrays.copyOf(alive, failures + 1));
    }

    /// Whether all but four in ten thousand had the answer before the walk was broken off.
    boolean ends() {
        return alive[alive.length - 1] < HARDLY_ANY;
    }

    /// Mean number of failures until the answer, of both variants.
    double meanFailures() {
        return Arrays.stream(alive).sum();
    }

    /// Mean number of looks until the answer, when only every so many failures, on average, there is one.
    ///
    /// @param perLook expected failures between two looks, above 0
    double meanLooks(double perLook) {
        double looks = 0;
        for (double expected = 0; expected <= alive.length; expected += perLook) {
            looks += aliveAt(expected);
        }
        return looks;
    }

    /// Chance of the answer within some seconds.
    double chanceBy(double seconds, double perSecond) {
        return 1 - aliveAt(seconds * perSecond);
    }

    private double aliveAt(double expectedFailures) {
        if (expectedFailures - 10 * Math.sqrt(expectedFailures) > alive.length) {
            return alive[alive.length - 1];
        }
        TruncatedPoisson failures = TruncatedPoisson.of(expectedFailures);
        double sum = 0;
        for (int i = 0; i < failures.size(); i++) {
            sum += failures.chance(i) * alive[Math.min(failures.low() + i, alive.length - 1)];
        }
        return sum;
    }
}
