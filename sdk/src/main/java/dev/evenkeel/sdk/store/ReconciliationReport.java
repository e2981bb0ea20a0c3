// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import java.util.List;

/// The result of a reconciliation pass.
///
/// @param <K> the key of a row
/// @param ranges number of compared ranges
/// @param rows number of rows in them, in the store with more
/// @param mismatches ranges that remained different, narrowed down as far as possible
public record ReconciliationReport<K extends Comparable<? super K>>(
        long ranges, long rows, List<MismatchedRange<K>> mismatches) {
    public ReconciliationReport {
        mismatches = List.copyOf(mismatches);
    }

    /// Whether both stores have the same content.
    public boolean isEqual() {
        return mismatches.isEmpty();
    }

    /// A range that remained different.
    ///
    /// @param range compared range
    /// @param differingRanges smallest differing ranges within it, at most 32; usually single keys
    /// @param oldChecksum checksum of the old store in the first of these
    /// @param newChecksum checksum of the new store there
    public record MismatchedRange<K extends Comparable<? super K>>(
            KeyRange<K> range,
            List<KeyRange<K>> differingRanges,
            RangeChecksum oldChecksum,
            RangeChecksum newChecksum) {
        public MismatchedRange {
            differingRanges = List.copyOf(differingRanges);
        }
    }
}
