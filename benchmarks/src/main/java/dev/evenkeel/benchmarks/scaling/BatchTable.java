// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.util.Arrays;

/// The batches that are sent and not yet stored, by a number that is reused. Not thread-safe.
final class BatchTable {
    private long[] sentAt = new long[1 << 12];
    private int[] processes = new int[1 << 12];
    private boolean[] answered = new boolean[1 << 12];
    private boolean[] stored = new boolean[1 << 12];
    private int[] free = new int[1 << 12];
    private int freeCount;
    private int used;
    private long sentTotal;
    private long answeredTotal;
    private long storedTotal;

    BatchTable() {}

    /// Adds a batch.
    ///
    /// @return its number
    int add(long now, int process) {
        int batch = freeCount > 0 ? free[--freeCount] : used++;
        if (batch == sentAt.length) {
            sentAt = Arrays.copyOf(sentAt, 2 * batch);
            processes = Arrays.copyOf(processes, 2 * batch);
            answered = Arrays.copyOf(answered, 2 * batch);
            stored = Arrays.copyOf(stored, 2 * batch);
            free = Arrays.copyOf(free, 2 * batch);
        }
        sentAt[batch] = now;
        processes[batch] = process;
        answered[batch] = false;
        stored[batch] = false;
        sentTotal++;
        return batch;
    }

    long sentAt(int batch) {
        return sentAt[batch];
    }

    int process(int batch) {
        return processes[batch];
    }

    /// Records the positive response.
    ///
    /// @throws IllegalStateException when the batch has one already
    void answer(int batch) {
        requireFirst(answered[batch], batch);
        answered[batch] = true;
        answeredTotal++;
        release(batch);
    }

    /// Records the commit.
    ///
    /// @throws IllegalStateException when the batch is stored already
    void store(int batch) {
        requireFirst(stored[batch], batch);
        stored[batch] = true;
        storedTotal++;
        release(batch);
    }

    long sentTotal() {
        return sentTotal;
    }

    long answeredTotal() {
        return answeredTotal;
    }

    long storedTotal() {
        return storedTotal;
    }

    private void release(int batch) {
        if (answered[batch] && stored[batch]) {
            free[freeCount++] = batch;
        }
    }

    private static void requireFirst(boolean already, int batch) {
        if (already) {
            throw new IllegalStateException("batch " + batch + " was handled twice");
        }
    }
}
