// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

/// The weighted buckets of one [BucketingAlgorithm]. Immutable and thread-safe.
public interface WeightedBuckets {
    /// Result when all weights are 0, or their sum is too large.
    int NONE = -1;

    /// Returns the bucket of a hash.
    ///
    /// @param hash MurmurHash3 x86 32-bit, seed 0
    /// @return its index, or [#NONE]
    int choose(int hash);
}
