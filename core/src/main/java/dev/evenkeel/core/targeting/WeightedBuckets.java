// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

/// Weighted buckets of one [BucketingAlgorithm], ready to be chosen from. Immutable and thread-safe.
public interface WeightedBuckets {
    /// Answer when no bucket has weight, or the weights sum to too much.
    int NONE = -1;

    /// The bucket that a hash falls into.
    ///
    /// @param hash MurmurHash3 x86 32-bit, seed 0
    /// @return its index, or [#NONE]
    int choose(int hash);
}
