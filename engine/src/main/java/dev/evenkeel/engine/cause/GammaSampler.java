// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

import java.util.SplittableRandom;

/// A sampler of gamma distributions of rate 1 (Marsaglia and Tsang 2000; below shape 1 by their boost).
final class GammaSampler {
    private final SplittableRandom random;

    GammaSampler(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// @param shape above 0
    double sample(double shape) {
        if (shape < 1) {
            return sample(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /// Returns an integer from 0 to below a bound.
    int nextInt(int bound) {
        return random.nextInt(bound);
    }
}
