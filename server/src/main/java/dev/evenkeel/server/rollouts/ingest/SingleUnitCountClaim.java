// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.time.Instant;
import java.util.Map;

/// A unit in a batch that is counted unless it was counted before.
sealed interface SingleUnitCountClaim {
    /// Returns the window of its exposure.
    OpenRolloutExposureWindow window();

    /// Returns its side of the split.
    SplitSide role();

    /// Returns the keyed hash of its targeting key.
    long unit();

    /// Returns the key under which the database stores the unit.
    Object key();

    /// The key of a unit in one exposure.
    record ExposureUnit(String rollout, long revision, long unit) {
        private static ExposureUnit of(SingleUnitCountClaim claim) {
            RolloutExposureWindow exposure = claim.window().window();
            return new ExposureUnit(exposure.rollout(), exposure.revision(), claim.unit());
        }
    }

    /// The key of a unit in one rollout.
    record RolloutUnit(String rollout, String metric, long unit) {}

    /// The first failure of the unit, or its first event of a metric, in the rollout.
    ///
    /// @param metric name of the metric; [#FAILURE] for a failure
    /// @param endedAt when the call ended, by the server's clock
    record FirstEvent(OpenRolloutExposureWindow window, SplitSide role, long unit, String metric, Instant endedAt)
            implements SingleUnitCountClaim {
        /// Not a valid name of a metric.
        static final String FAILURE = "";

        /// Whether the unit failed, in a call or in a delayed outcome.
        boolean isFailure() {
            return metric.equals(FAILURE) || isLate();
        }

        /// Whether the failure is a delayed outcome, known only after the call had ended.
        boolean isLate() {
            return metric.equals(MetricNames.SETTLEMENT_FAILED);
        }

        /// Returns the stored name. A unit has one first failure, in a call or in a delayed outcome.
        String storedMetric() {
            return isFailure() ? FAILURE : metric;
        }

        @Override
        public RolloutUnit key() {
            return new RolloutUnit(window.window().rollout(), storedMetric(), unit);
        }
    }

    /// The start of the unit's first call in the revision, which has not ended.
    record StartedCall(OpenRolloutExposureWindow window, SplitSide role, long unit) implements SingleUnitCountClaim {
        @Override
        public ExposureUnit key() {
            return ExposureUnit.of(this);
        }
    }

    /// The unit's first completed call in the revision.
    ///
    /// @param scores scores by metric, in millionths
    record FirstCall(OpenRolloutExposureWindow window, SplitSide role, UnitTrial trial, Map<String, Integer> scores)
            implements SingleUnitCountClaim {
        @Override
        public long unit() {
            return trial.unit();
        }

        @Override
        public ExposureUnit key() {
            return ExposureUnit.of(this);
        }
    }
}
