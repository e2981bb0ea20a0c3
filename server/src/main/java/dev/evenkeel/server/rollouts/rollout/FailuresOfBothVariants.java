// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.api.RolloutApi.RelativeFailureRate;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.FailureRatioInterval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The failed units at one exposure.
record FailuresOfBothVariants(Percent exposure, long control, long candidate) {
    private static final double LEVEL = 0.95;

    /// Estimates how many times as often units fail on the candidate as on control.
    ///
    /// @return null before a unit has failed at an exposure at which both variants had units
    static @Nullable RelativeFailureRate estimateRatio(List<FailuresOfBothVariants> exposures) {
        List<FailureRatioInterval.StepFailures> failures = exposures.stream()
                .filter(one ->
                        !one.exposure().equals(Percent.NONE) && !one.exposure().equals(Percent.ALL))
                .filter(one -> one.control() + one.candidate() > 0)
                .map(one -> new FailureRatioInterval.StepFailures(
                        CandidateShare.assigned(one.exposure().fraction()), one.control(), one.candidate()))
                .toList();
        if (failures.isEmpty()) {
            return null;
        }
        FailureRatioInterval interval = FailureRatioInterval.of(1 - LEVEL, failures);
        return new RelativeFailureRate(
                LEVEL, interval.low(), Double.isInfinite(interval.high()) ? null : interval.high());
    }
}
