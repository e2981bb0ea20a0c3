// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.telemetry.MetricNames;

/// The effect of the candidate's limits on a call.
public enum CandidateLimitEvent {
    /// Not started, because no slot was free.
    REFUSED(MetricNames.LIMIT_REFUSED),
    /// Its caller stopped waiting.
    TIMED_OUT(MetricNames.LIMIT_TIMED_OUT);

    private final String metric;

    CandidateLimitEvent(String metric) {
        this.metric = metric;
    }

    /// Returns the metric that counts it.
    String metric() {
        return metric;
    }
}
