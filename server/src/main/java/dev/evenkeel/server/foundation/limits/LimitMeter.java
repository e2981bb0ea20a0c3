// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import io.micrometer.core.instrument.Counter;

/// A bound that is held, as meters say it. Thread-safe.
public final class LimitMeter {
    private final Counter refused;

    LimitMeter(Counter refused) {
        this.refused = refused;
    }

    /// Notes that something was refused because of it.
    public void refuse() {
        refused.increment();
    }
}
