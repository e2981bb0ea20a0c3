// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import java.util.concurrent.atomic.LongAdder;

/// Counts the calls that run under one exposure. Thread-safe; callers never wait for each other.
public final class InFlightCallCounter {
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();

    void begin() {
        begun.increment();
    }

    void end() {
        ended.increment();
    }

    /// Whether every call that had begun by some moment during this method had ended by then.
    boolean isNone() {
        /* In this order: what ends in between cannot hide a call that runs. */
        long before = ended.sum();
        return begun.sum() == before;
    }
}
