// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/// The admission of batches to one server: 300 are processed at a time, 200 more wait for at most 1 s. Not thread-safe.
final class BatchAdmission {
    private static final int PLACES = 300;
    private static final int WAITING = 200;
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;

    private final EventQueue events;
    private final IntConsumer process;
    private final IntConsumer reject;
    private final Deque<WaitingBatch> waiting = new ArrayDeque<>();
    private int processed;
    private int waitingCount;

    private static final class WaitingBatch {
        private final int batch;
        private boolean open = true;

        private WaitingBatch(int batch) {
            this.batch = batch;
        }
    }

    /// @param process starts the processing of a batch
    /// @param reject responds with 503
    BatchAdmission(EventQueue events, IntConsumer process, IntConsumer reject) {
        this.events = events;
        this.process = process;
        this.reject = reject;
    }

    /// Processes a batch now or later, or rejects it.
    void submit(int batch) {
        if (processed < PLACES) {
            processed++;
            process.accept(batch);
        } else if (waitingCount < WAITING) {
            var added = new WaitingBatch(batch);
            waiting.addLast(added);
            waitingCount++;
            events.schedule(LONGEST_WAIT_NANOS, () -> expire(added));
        } else {
            reject.accept(batch);
        }
    }

    /// Frees the place of a batch that was answered.
    void release() {
        WaitingBatch next = waiting.pollFirst();
        while (next != null && !next.open) {
            next = waiting.pollFirst();
        }
        if (next == null) {
            processed--;
        } else {
            close(next);
            process.accept(next.batch);
        }
    }

    private void expire(WaitingBatch added) {
        if (added.open) {
            close(added);
            reject.accept(added.batch);
        }
    }

    private void close(WaitingBatch batch) {
        batch.open = false;
        waitingCount--;
    }
}
