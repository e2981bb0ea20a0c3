// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import io.micrometer.core.instrument.Counter;

/// The metrics of one limit. Thread-safe.
public final class LimitRefusalCounter {
    private final Counter refused;

    LimitRefusalCounter(Counter refused) {
        this.refused = refused;
    }

    /// Counts a rejection.
    public void recordRefusal() {
        refused.increment();
    }
}
