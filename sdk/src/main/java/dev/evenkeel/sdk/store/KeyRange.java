// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import org.jspecify.annotations.Nullable;

/// The keys after one key, up to another.
///
/// @param <K> the key of a row, the same in both stores
/// @param after the key before the first; null: from the smallest on
/// @param upTo the last key, which belongs to it; null: to the largest
public record KeyRange<K extends Comparable<? super K>>(
        @Nullable K after, @Nullable K upTo) {
    /// Every key.
    public static <K extends Comparable<? super K>> KeyRange<K> all() {
        return new KeyRange<>(null, null);
    }

    /// Whether it goes on after a key.
    public boolean goesBeyond(K key) {
        return upTo == null || key.compareTo(upTo) < 0;
    }

    /// `(after, upTo]`, with `..` where there is no end.
    @Override
    public String toString() {
        return "(" + (after == null ? ".." : after) + ", " + (upTo == null ? "..)" : upTo + "]");
    }
}
