// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.util.Arrays;

/// A first-in, first-out queue of batch numbers, without boxing. Not thread-safe.
final class BatchQueue {
    private int[] ring = new int[1 << 9];
    private int first;
    private int size;

    BatchQueue() {}

    int size() {
        return size;
    }

    void add(int batch) {
        if (size == ring.length) {
            int[] larger = new int[2 * size];
            int end = ring.length - first;
            System.arraycopy(ring, first, larger, 0, end);
            System.arraycopy(ring, 0, larger, end, first);
            ring = larger;
            first = 0;
        }
        ring[(first + size++) & (ring.length - 1)] = batch;
    }

    /// Removes the first batches, at most this number.
    int[] remove(int limit) {
        int[] taken = new int[Math.min(limit, size)];
        Arrays.setAll(taken, i -> ring[(first + i) & (ring.length - 1)]);
        first = (first + taken.length) & (ring.length - 1);
        size -= taken.length;
        return taken;
    }
}
