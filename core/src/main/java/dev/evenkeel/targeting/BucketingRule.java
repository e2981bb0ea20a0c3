// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.targeting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A way from a hash to one of several weighted buckets: the versions of flagd's `fractional`.
public enum BucketingRule {
    /// flagd before April 2026: shares of the absolute signed hash in floating point.
    ///
    /// bucket = abs(hash) / (2^31 - 1) * 100, compared with cumulative 100 * weight / total, in double precision. A
    /// hash beyond the last border falls into the last bucket that has weight.
    V1 {
        @Override
        public int choose(int hash, double[] weights) {
            double total = 0;
            for (double weight : weights) {
                total += weight;
            }
            double bucket = Math.abs((double) hash) / Integer.MAX_VALUE * 100;
            double border = 0;
            int chosen = NONE;
            for (int i = 0; i < weights.length; i++) {
                border += 100 * weights[i] / total;
                if (weights[i] > 0) {
                    chosen = i;
                }
                if (bucket < border) {
                    return i;
                }
            }
            return chosen;
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
        public int choose(int hash, double[] weights) {
            long total = 0;
            for (double weight : weights) {
                total += (long) weight;
            }
            if (total > MAX_TOTAL) {
                return NONE;
            }
            long bucket = (Integer.toUnsignedLong(hash) * total) >>> Integer.SIZE;
            long border = 0;
            for (int i = 0; i < weights.length; i++) {
                border += (long) weights[i];
                if (bucket < border) {
                    return i;
                }
            }
            return NONE;
        }

        @Override
        public boolean accepts(double weight) {
            return weight == Math.rint(weight) && Math.abs(weight) <= MAX_TOTAL;
        }
    };

    /// Answer when no bucket has weight, or the weights sum to too much.
    public static final int NONE = -1;

    /// Largest sum of weights, 2^31 - 1.
    public static final long MAX_TOTAL = Integer.MAX_VALUE;

    /// The rule of that name, `"v1"` or `"v2"`.
    public static Optional<BucketingRule> named(Object name) {
        return Arrays.stream(values()).filter(rule -> rule.text().equals(name)).findFirst();
    }

    /// Its name as definitions write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The bucket that a hash falls into.
    ///
    /// @param hash MurmurHash3 x86 32-bit, seed 0
    /// @param weights none negative, each accepted
    /// @return index into the weights, or [#NONE]
    public abstract int choose(int hash, double[] weights);

    /// Whether a bucket may weigh this much (negative weights count as 0).
    public abstract boolean accepts(double weight);
}
