// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import org.jspecify.annotations.Nullable;

/// A range of keys, excluding its start and including its end.
///
/// @param <K> the key of a row, the same in both stores
/// @param after the key before the first; null: from the smallest on
/// @param upTo the last key, inclusive; null: to the largest
public record KeyRange<K extends Comparable<? super K>>(
        @Nullable K after, @Nullable K upTo) {
    /// Returns the range of all keys.
    public static <K extends Comparable<? super K>> KeyRange<K> all() {
        return new KeyRange<>(null, null);
    }

    /// Whether it contains keys after a key.
    public boolean extendsBeyond(K key) {
        return upTo == null || key.compareTo(upTo) < 0;
    }

    /// Returns `(after, upTo]`, with `..` for an open end.
    @Override
    public String toString() {
        return "(" + (after == null ? ".." : after) + ", " + (upTo == null ? "..)" : upTo + "]");
    }
}
