// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.telemetry.MetricName;

/// What the limits of a candidate did to a call.
public enum LimitEvent {
    /// It did not begin, since there was no place.
    REFUSED(MetricName.LIMIT_REFUSED),
    /// Its caller stopped waiting.
    TIMED_OUT(MetricName.LIMIT_TIMED_OUT);

    private final String metric;

    LimitEvent(String metric) {
        this.metric = metric;
    }

    /// The metric that counts it.
    String metric() {
        return metric;
    }
}
