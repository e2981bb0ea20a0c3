// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.Arrays;

/// The exact stopping time of a test evaluated after every failure: after m failures only the number of
/// failures of the variant in favour matters. Applies to margins that are ratios, where successful trials
/// carry no evidence.
final class ExactStoppingTime {
    private static final double NEGLIGIBLE = 1e-7;
    private static final double HARDLY_ANY = 4e-4;
    private static final double THIN = 1e-13;

    /* Probability that the test has not stopped after the first 0, 1, 2, ... failures. */
    private final double[] alive;

    private ExactStoppingTime(double[] alive) {
        this.alive = alive;
    }

    /// @param theta probability that a failure is in favour, above 0 and below 1
    /// @param most number of failures at which the walk is truncated
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
            int needed = frontier.requiredAmong(failures);
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

    /// Whether the test stopped before the truncation except with probability 0.0004.
    boolean endsAlmostSurely() {
        return alive[alive.length - 1] < HARDLY_ANY;
    }

    /// Returns the mean number of failures, of both variants, until the test stops.
    double meanFailures() {
        return Arrays.stream(alive).sum();
    }

    /// Returns the mean number of evaluations until the test stops, with a mean number of failures between
    /// two of them.
    ///
    /// @param perLook expected failures between two evaluations, above 0
    double meanEvaluations(double perLook) {
        double looks = 0;
        for (double expected = 0; expected <= alive.length; expected += perLook) {
            looks += survivalAt(expected);
        }
        return looks;
    }

    /// Returns the probability that the test stops within a time.
    double probabilityBy(double seconds, double perSecond) {
        return 1 - survivalAt(seconds * perSecond);
    }

    private double survivalAt(double expectedFailures) {
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
