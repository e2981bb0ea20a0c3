// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import java.util.List;

/// What a pass found.
///
/// @param <K> the key of a row
/// @param ranges how many ranges were compared
/// @param rows how many rows they hold, in the store that holds more
/// @param mismatches ranges that stayed different, each narrowed down as far as that went
public record ReconciliationReport<K extends Comparable<? super K>>(
        long ranges, long rows, List<Mismatch<K>> mismatches) {
    public ReconciliationReport {
        mismatches = List.copyOf(mismatches);
    }

    /// Whether both stores hold the same.
    public boolean isEqual() {
        return mismatches.isEmpty();
    }

    /// A range that stayed different.
    ///
    /// @param range as compared
    /// @param where the smallest ranges within it that differ, at most 32; usually single keys
    /// @param inOld what the old store holds in the first of these
    /// @param inNew what the new store holds there
    public record Mismatch<K extends Comparable<? super K>>(
            KeyRange<K> range, List<KeyRange<K>> where, RangeChecksum inOld, RangeChecksum inNew) {
        public Mismatch {
            where = List.copyOf(where);
        }
    }
}
