// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.telemetry.MetricNames;

/// What the limits of a candidate did to a call.
public enum CandidateLimitEvent {
    /// It did not begin, since there was no place.
    REFUSED(MetricNames.LIMIT_REFUSED),
    /// Its caller stopped waiting.
    TIMED_OUT(MetricNames.LIMIT_TIMED_OUT);

    private final String metric;

    CandidateLimitEvent(String metric) {
        this.metric = metric;
    }

    /// The metric that counts it.
    String metric() {
        return metric;
    }
}
