// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import java.time.Duration;
import java.time.Instant;

/// How this server has been looking at one rollout. Confined to one thread.
final class ObservationContinuity {
    /// After so many failures in a row the rollout says that it cannot be judged.
    static final int FAILURES_TO_SAY_SO = 3;

    /* A longer gap between two good looks was not the rollout's: this server was stopped, or its database away. */
    private static final Duration ABSENCE = Duration.ofSeconds(5);

    private Instant since;
    private Instant lastGoodLook;
    private int failures;

    /// Begins.
    ObservationContinuity(Instant now) {
        this.since = now;
        this.lastGoodLook = now;
    }

    /// Since when this server could have heard of the rollout. What it did not hear before that says nothing.
    /// After its clock was set back, what it heard before has no time that can be compared with the present.
    Instant since(Instant now) {
        Duration gap = Duration.between(lastGoodLook, now);
        if (gap.isNegative() || gap.compareTo(ABSENCE) > 0) {
            since = now;
        }
        return since;
    }

    void looked(Instant now) {
        lastGoodLook = now;
        failures = 0;
    }

    /// Counts a failure.
    ///
    /// @return how many in a row
    int failed() {
        return ++failures;
    }
}
