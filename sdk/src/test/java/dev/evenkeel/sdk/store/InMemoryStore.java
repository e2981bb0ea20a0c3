// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import java.math.BigDecimal;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An in-memory store of cents by account number.
final class InMemoryStore implements KeyOrderedStore<Integer> {
    private final NavigableMap<Integer, Long> rows = new TreeMap<>();
    private int sums;
    private Runnable beforeSum = () -> {};

    synchronized InMemoryStore put(int key, long cents) {
        rows.put(key, cents);
        return this;
    }

    synchronized void remove(int key) {
        rows.remove(key);
    }

    synchronized SortedMap<Integer, Long> rows() {
        return new TreeMap<>(rows);
    }

    /// Number of checksums computed.
    synchronized int sums() {
        return sums;
    }

    /// Runs an action before each checksum.
    synchronized void beforeSum(Runnable action) {
        beforeSum = action;
    }

    /// Copies what this lacks.
    synchronized long copy(InMemoryStore from, KeyRange<Integer> range) {
        SortedMap<Integer, Long> part = from.part(range);
        part.forEach(rows::putIfAbsent);
        return part.size();
    }

    @Override
    public synchronized @Nullable Integer keyAfter(@Nullable Integer after, int n) {
        NavigableMap<Integer, Long> rest = after == null ? rows : rows.tailMap(after, false);
        return rest.keySet().stream().limit(n).reduce((one, next) -> next).orElse(null);
    }

    @Override
    public synchronized @Nullable Integer lastKey() {
        return rows.isEmpty() ? null : rows.lastKey();
    }

    @Override
    public synchronized RangeChecksum checksum(KeyRange<Integer> range) {
        sums++;
        beforeSum.run();
        SortedMap<Integer, Long> part = part(range);
        long cents = part.values().stream().mapToLong(Long::longValue).sum();
        return new RangeChecksum(
                part.size(), Integer.toHexString(part.hashCode()), Map.of("EUR", BigDecimal.valueOf(cents, 2)));
    }

    private synchronized SortedMap<Integer, Long> part(KeyRange<Integer> range) {
        Integer after = range.after();
        Integer upTo = range.upTo();
        NavigableMap<Integer, Long> rest = after == null ? rows : rows.tailMap(after, false);
        return new TreeMap<>(upTo == null ? rest : rest.headMap(upTo, true));
    }
}
