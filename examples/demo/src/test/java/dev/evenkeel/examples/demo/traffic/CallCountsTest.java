// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.stats.RateRatio;
import org.junit.jupiter.api.Test;

class CallCountsTest {
    @Test
    void computesFailureRateRatioWithConfidenceInterval() {
        CallCounts before = new CallCounts(400, 3_500).since(new CallCounts(100, 500));
        CallCounts after = new CallCounts(12, 2_500);

        assertThat(before.describe()).isEqualTo("10% (8.98% to 11.1%; 300 of 3,000)");
        RateRatio ratio = before.rateRatioTo(after);
        assertThat(ratio.ratio()).isBetween(0.04, 0.06);
        assertThat(ratio.low()).isBetween(0.02, ratio.ratio());
        assertThat(ratio.high()).isBetween(ratio.ratio(), 0.1);
    }
}
