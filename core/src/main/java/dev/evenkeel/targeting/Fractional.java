// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.targeting;

import org.jspecify.annotations.Nullable;

/// `fractional`: one of several weighted buckets, chosen by a hash, so that a subject always gets the same one.
///
/// Null when there is nothing to hash, a weight is not acceptable, or no bucket has weight.
final class Fractional implements Expression {
    private final BucketingRule rule;
    private final BucketingKey key;
    private final Expression[] results;
    private final Weights weights;

    /// @param results what each bucket gives
    Fractional(BucketingRule rule, BucketingKey key, Expression[] results, Weights weights) {
        this.rule = rule;
        this.key = key;
        this.results = results;
        this.weights = weights;
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object data, long epochSeconds) {
        long hash = key.hash(data, epochSeconds);
        double[] weighed = hash == BucketingKey.NONE ? null : weights.weigh(data, epochSeconds);
        int bucket = weighed == null ? BucketingRule.NONE : rule.choose((int) hash, weighed);
        return bucket == BucketingRule.NONE ? null : results[bucket].evaluate(data, epochSeconds);
    }

    /// The weights of the buckets.
    @FunctionalInterface
    interface Weights {
        /// One weight per bucket, none negative; null when one of them is not acceptable.
        double @Nullable [] weigh(@Nullable Object data, long epochSeconds);
    }
}
