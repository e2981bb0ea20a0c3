// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitTrial;
import java.time.Instant;
import java.util.Map;

/// A unit that a batch wants counted. It is, unless it was counted before.
sealed interface UnitClaim {
    /// Under which exposure.
    OpenEvidenceWindow window();

    /// On which side.
    SplitSide role();

    /// Keyed hash of the targeting key.
    long unit();

    /// The unit failed, or the event of a metric happened to it, for the first time in the rollout.
    ///
    /// @param metric name of the metric; [#FAILURE] for a failure
    /// @param endedAt when that call had ended, by the server's clock
    record FirstEvent(OpenEvidenceWindow window, SplitSide role, long unit, String metric, Instant endedAt)
            implements UnitClaim {
        /// No metric has this name.
        static final String FAILURE = "";

        /// Whether the unit failed, in a call or late.
        boolean isFailure() {
            return metric.equals(FAILURE) || isLate();
        }

        /// Whether the unit's call turned out to have failed after it had ended.
        boolean isLate() {
            return metric.equals(MetricNames.SETTLEMENT_FAILED);
        }

        /// The name under which it is noted: a unit fails for the first time once, in a call or late.
        String notedAs() {
            return isFailure() ? FAILURE : metric;
        }
    }

    /// The unit's first call in the revision has begun, and goes on.
    record StartedCall(OpenEvidenceWindow window, SplitSide role, long unit) implements UnitClaim {}

    /// The unit's first call in the revision.
    ///
    /// @param scores what it measured, in millionths, by metric
    record FirstCall(OpenEvidenceWindow window, SplitSide role, UnitTrial trial, Map<String, Integer> scores)
            implements UnitClaim {
        @Override
        public long unit() {
            return trial.unit();
        }
    }
}
