// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import org.jspecify.annotations.Nullable;

/// `fractional`: a selection of one of several weighted buckets by a hash, so that the result for a subject
/// is stable.
///
/// Null when there is nothing to hash, a weight is not accepted, or all weights are 0.
final class FractionalExpression implements Expression {
    private final BucketingKey key;
    private final Expression[] results;
    private final Weights weights;

    /// @param results result of each bucket
    FractionalExpression(BucketingKey key, Expression[] results, Weights weights) {
        this.key = key;
        this.results = results;
        this.weights = weights;
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object data, long epochSeconds) {
        long hash = key.hash(data, epochSeconds);
        WeightedBuckets buckets = hash == BucketingKey.NONE ? null : weights.bucketsFor(data, epochSeconds);
        int chosen = buckets == null ? WeightedBuckets.NONE : buckets.choose((int) hash);
        return chosen == WeightedBuckets.NONE ? null : results[chosen].evaluate(data, epochSeconds);
    }

    /// The weights of the buckets.
    @FunctionalInterface
    interface Weights {
        /// Returns buckets of these weights; null when one of them is not accepted.
        @Nullable
        WeightedBuckets bucketsFor(@Nullable Object data, long epochSeconds);
    }
}
