// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// `fractional`: one of several weighted buckets, chosen by a hash, so that a subject always gets the same one.
///
/// Null when there is nothing to hash, a weight is not acceptable, or no bucket has weight.
final class FractionalExpression implements Expression {
    private final BucketingKey key;
    private final Expression[] results;
    private final Weights weights;

    /// @param results what each bucket gives
    FractionalExpression(BucketingKey key, Expression[] results, Weights weights) {
        this.key = key;
        this.results = results;
        this.weights = weights;
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object data, long epochSeconds) {
        long hash = key.hash(data, epochSeconds);
        WeightedBuckets buckets = hash == BucketingKey.NONE ? null : weights.buckets(data, epochSeconds);
        int chosen = buckets == null ? WeightedBuckets.NONE : buckets.choose((int) hash);
        return chosen == WeightedBuckets.NONE ? null : results[chosen].evaluate(data, epochSeconds);
    }

    /// The weights of the buckets.
    @FunctionalInterface
    interface Weights {
        /// Buckets of these weights; null when one of them is not acceptable.
        @Nullable
        WeightedBuckets buckets(@Nullable Object data, long epochSeconds);
    }
}
