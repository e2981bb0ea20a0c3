// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import java.util.concurrent.atomic.LongAdder;

/// A counter of the calls running under one exposure. Thread-safe; callers never wait for each other.
public final class InFlightCallCounter {
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();

    void begin() {
        begun.increment();
    }

    void end() {
        ended.increment();
    }

    /// Whether every call that had begun at some moment during this method had ended by then.
    boolean isZero() {
        /* In this order: a call that ends in between cannot hide a running one. */
        long before = ended.sum();
        return begun.sum() == before;
    }
}
