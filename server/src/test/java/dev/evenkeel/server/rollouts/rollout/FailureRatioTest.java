// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.core.stats.FailureRatioInterval.StepFailures;
import dev.evenkeel.server.rollouts.rollout.FailureRatio.ExposureFailures;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureRatioTest {
    private static final ExposureFailures COLLECTING_BASELINE = new ExposureFailures(Percent.NONE, 40, 0);
    private static final ExposureFailures EVERYBODY = new ExposureFailures(Percent.ALL, 0, 7);
    private static final ExposureFailures HALF = new ExposureFailures(Percent.parse("50"), 20, 31);

    @Test
    void isUnknownBeforeAnyUnitFailedBesideAnother() {
        assertThat(FailureRatio.of(List.of())).isNull();
        assertThat(FailureRatio.of(
                        List.of(COLLECTING_BASELINE, EVERYBODY, new ExposureFailures(Percent.parse("5"), 0, 0))))
                .isNull();
    }

    @Test
    void isTheIntervalOfExposuresThatCompare() {
        FailureRatioInterval expected =
                FailureRatioInterval.of(1 - 0.95, List.of(new StepFailures(CandidateShare.assigned(0.5), 20, 31)));
        assertThat(FailureRatio.of(List.of(COLLECTING_BASELINE, HALF, EVERYBODY)))
                .isEqualTo(new FailureRatio(0.95, expected.low(), expected.high()));
    }

    @Test
    void hasNoUpperEndWhileNoUnitOfControlFailed() {
        FailureRatio ratio = FailureRatio.of(List.of(new ExposureFailures(Percent.parse("50"), 0, 1)));
        assertThat(ratio).isNotNull().returns(null, FailureRatio::high);
    }
}
