// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.FailureRatioInterval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many times as often units fail on the candidate as on control, for people: no decision is made
/// of it.
///
/// The interval may be looked at at any time: if the ratio does not change, it holds the true one at
/// all times at once with the level's chance (`FailureRatioInterval`).
///
/// @param level chance that it holds the true ratio, 0.95
/// @param low lower end, 0 or more
/// @param high upper end; null when there is none yet
public record FailureRatio(
        double level, double low, @Nullable Double high) {
    private static final double LEVEL = 0.95;

    /// Units that failed under one exposure.
    record ExposureFailures(Percent exposure, long control, long candidate) {}

    /// @return null before any unit failed where both variants had units
    static @Nullable FailureRatio of(List<ExposureFailures> exposures) {
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
        return new FailureRatio(LEVEL, interval.low(), Double.isInfinite(interval.high()) ? null : interval.high());
    }
}
