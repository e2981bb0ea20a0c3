// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.RolloutApi.RelativeFailureRate;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.FailureRatioInterval;
import dev.evenkeel.core.stats.FailureRatioInterval.StepFailures;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresOfBothVariantsTest {
    private static final FailuresOfBothVariants COLLECTING_BASELINE = new FailuresOfBothVariants(Percent.NONE, 40, 0);
    private static final FailuresOfBothVariants EVERYBODY = new FailuresOfBothVariants(Percent.ALL, 0, 7);
    private static final FailuresOfBothVariants HALF = new FailuresOfBothVariants(Percent.parse("50"), 20, 31);

    @Test
    void returnsNullWithoutComparableFailures() {
        assertThat(FailuresOfBothVariants.estimateRatio(List.of())).isNull();
        assertThat(FailuresOfBothVariants.estimateRatio(
                        List.of(COLLECTING_BASELINE, EVERYBODY, new FailuresOfBothVariants(Percent.parse("5"), 0, 0))))
                .isNull();
    }

    @Test
    void returnsIntervalFromExposuresWithBothVariants() {
        FailureRatioInterval expected =
                FailureRatioInterval.of(1 - 0.95, List.of(new StepFailures(CandidateShare.assigned(0.5), 20, 31)));
        assertThat(FailuresOfBothVariants.estimateRatio(List.of(COLLECTING_BASELINE, HALF, EVERYBODY)))
                .isEqualTo(new RelativeFailureRate(0.95, expected.low(), expected.high()));
    }

    @Test
    void returnsNoUpperBoundWithoutControlFailures() {
        RelativeFailureRate ratio =
                FailuresOfBothVariants.estimateRatio(List.of(new FailuresOfBothVariants(Percent.parse("50"), 0, 1)));
        assertThat(ratio).isNotNull().returns(null, RelativeFailureRate::high);
    }
}
