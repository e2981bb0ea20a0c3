// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.stats.TrialCounts;
import org.junit.jupiter.api.Test;

class PeerRulesTest {
    @Test
    void failsAt99PercentAboveOnePercentOfFailures() {
        assertThat(PeerRules.failsAt99Percent(new TrialCounts(0, 0, 3_000, 31))).isTrue();
        assertThat(PeerRules.failsAt99Percent(new TrialCounts(0, 0, 3_000, 30))).isFalse();
    }

    @Test
    void failsMoreThanTwiceAsOftenAboveTwiceTheControlRate() {
        assertThat(PeerRules.failsMoreThanTwiceAsOften(new TrialCounts(20_000, 20, 1_000, 3)))
                .isTrue();
        assertThat(PeerRules.failsMoreThanTwiceAsOften(new TrialCounts(20_000, 20, 1_000, 2)))
                .isFalse();
    }

    @Test
    void zMatchesTwoProportionTest() {
        assertThat(PeerRules.z(new TrialCounts(10_000, 50, 10_000, 80))).isBetween(2.63, 2.65);
    }

    @Test
    void sequenceSaysWorseOnlyForWorseCandidate() {
        assertThat(PeerRules.sequenceSaysWorse(new TrialCounts(100_000, 500, 100_000, 1_000)))
                .isTrue();
        assertThat(PeerRules.sequenceSaysWorse(new TrialCounts(100_000, 500, 100_000, 500)))
                .isFalse();
    }

    @Test
    void rankTestSaysHighOnlyForHigherValues() {
        assertThat(PeerRules.rankTestSaysHigh(new double[] {5, 6, 7, 8, 9, 10}, new double[] {0, 1, 0, 1, 0, 1}))
                .isTrue();
        assertThat(PeerRules.rankTestSaysHigh(new double[] {0, 1, 0, 1, 0, 1}, new double[] {0, 1, 0, 1, 0, 1}))
                .isFalse();
    }
}
