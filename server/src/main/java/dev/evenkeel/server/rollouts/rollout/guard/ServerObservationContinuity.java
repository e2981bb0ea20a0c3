// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import java.time.Duration;
import java.time.Instant;

/// The time since when this server has observed a rollout without interruption.
final class ServerObservationContinuity {
    /// Number of failures in a row after which the rollout shows the error.
    static final int FAILURES_BEFORE_REPORT = 3;

    /*
     * A longer gap between two successful evaluations means that this server was stopped or its database was
     * unavailable.
     */
    private static final Duration ABSENCE = Duration.ofSeconds(5);

    private Instant since;
    private Instant lastGoodLook;
    private int failures;

    ServerObservationContinuity(Instant now) {
        this.since = now;
        this.lastGoodLook = now;
    }

    /// Returns since when this server could receive outcomes of the rollout; their absence before that time is
    /// no evidence. Restarts when the clock was set back, because earlier timestamps are then not comparable
    /// with the current time.
    Instant observedSince(Instant now) {
        Duration gap = Duration.between(lastGoodLook, now);
        if (gap.isNegative() || gap.compareTo(ABSENCE) > 0) {
            since = now;
        }
        return since;
    }

    void recordSuccess(Instant now) {
        lastGoodLook = now;
        failures = 0;
    }

    /// Counts a failure.
    ///
    /// @return number of failures in a row
    int recordFailure() {
        return ++failures;
    }
}
