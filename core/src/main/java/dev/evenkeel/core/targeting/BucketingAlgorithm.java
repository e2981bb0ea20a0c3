// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// An algorithm that maps a hash to one of several weighted buckets: the versions of flagd's `fractional`.
public enum BucketingAlgorithm {
    /// flagd before April 2026: shares of the absolute signed hash in floating point.
    ///
    /// bucket = abs(hash) / (2^31 - 1) * 100, compared with cumulative 100 * weight / total, in double
    /// precision. A hash beyond the last boundary maps to the last bucket with a weight.
    V1 {
        @Override
        public WeightedBuckets createBuckets(double[] weights) {
            double total = 0;
            for (double weight : weights) {
                total += weight;
            }
            double[] borders = new double[weights.length];
            double border = 0;
            int last = WeightedBuckets.NONE;
            for (int i = 0; i < weights.length; i++) {
                border += 100 * weights[i] / total;
                borders[i] = border;
                last = weights[i] > 0 ? i : last;
            }
            int beyond = last;
            return hash -> firstAbove(borders, Math.abs((double) hash) / Integer.MAX_VALUE * 100, beyond);
        }

        @Override
        public boolean accepts(double weight) {
            return Double.isFinite(weight);
        }
    },

    /// flagd since April 2026: exact integer shares of the unsigned hash.
    ///
    /// bucket = (unsigned hash * total weight) >> 32; the first cumulative weight above it wins. Weights are
    /// integers with a sum of at most 2^31 - 1.
    V2 {
        @Override
        public WeightedBuckets createBuckets(double[] weights) {
            long[] borders = new long[weights.length];
            long total = 0;
            for (int i = 0; i < weights.length; i++) {
                total += (long) weights[i];
                borders[i] = total;
            }
            if (total > MAX_TOTAL) {
                return hash -> WeightedBuckets.NONE;
            }
            long sum = total;
            return hash -> firstAbove(borders, (Integer.toUnsignedLong(hash) * sum) >>> Integer.SIZE);
        }

        @Override
        public boolean accepts(double weight) {
            return weight == Math.rint(weight) && Math.abs(weight) <= MAX_TOTAL;
        }
    };

    /// Maximum sum of weights, 2^31 - 1.
    public static final long MAX_TOTAL = Integer.MAX_VALUE;

    /// Returns the algorithm with a name, `"v1"` or `"v2"`.
    public static Optional<BucketingAlgorithm> findByName(Object name) {
        return Arrays.stream(values())
                .filter(rule -> rule.wireName().equals(name))
                .findFirst();
    }

    /// Returns the name in definitions.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Creates buckets with these weights.
    ///
    /// @param weights not negative, each accepted
    public abstract WeightedBuckets createBuckets(double[] weights);

    /// Whether a weight is accepted (negative weights count as 0).
    public abstract boolean accepts(double weight);

    private static int firstAbove(double[] borders, double position, int otherwise) {
        for (int i = 0; i < borders.length; i++) {
            if (position < borders[i]) {
                return i;
            }
        }
        return otherwise;
    }

    private static int firstAbove(long[] borders, long position) {
        for (int i = 0; i < borders.length; i++) {
            if (position < borders[i]) {
                return i;
            }
        }
        return WeightedBuckets.NONE;
    }
}
