// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.slo.EventCounts;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BeforeAfterComparisonTest {
    @Test
    void concludesFromConfidenceInterval() {
        assertThat(of(10, 10_000, 60, 10_000).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.WORSE);
        assertThat(of(60, 10_000, 10, 10_000).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.BETTER);
        assertThat(of(10, 10_000, 14, 10_000).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.NO_DIFFERENCE);
    }

    @Test
    void comparesFailureRatesInsteadOfCounts() {
        assertThat(of(10, 1_000, 100, 10_000).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.NO_DIFFERENCE);
        var ratio = of(10, 1_000, 100, 10_000).ratio().orElseThrow();
        assertThat(ratio.low()).isLessThan(1);
        assertThat(ratio.high()).isGreaterThan(1);
    }

    @Test
    void returnsNotComparableWithoutEventsOrFailures() {
        assertThat(of(0, 0, 5, 100).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.NOT_COMPARABLE);
        assertThat(of(5, 100, 0, 0).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.NOT_COMPARABLE);
        assertThat(of(0, 100, 0, 100).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.NOT_COMPARABLE);
    }

    @Test
    void limitsFalsePositivesToFivePercent() {
        var random = new SplittableRandom(5);
        int wrong = 0;
        for (int i = 0; i < 1_000; i++) {
            BeforeAfterComparison.Conclusion conclusion =
                    of(bad(random), 2_000, bad(random), 2_000).conclusion();
            wrong += conclusion == BeforeAfterComparison.Conclusion.NO_DIFFERENCE ? 0 : 1;
        }
        assertThat(wrong).isLessThanOrEqualTo(50);
    }

    private static long bad(SplittableRandom random) {
        long bad = 0;
        for (int i = 0; i < 2_000; i++) {
            bad += random.nextDouble() < 0.01 ? 1 : 0;
        }
        return bad;
    }

    private static BeforeAfterComparison of(long badBefore, long before, long badAfter, long after) {
        return BeforeAfterComparison.of(
                new EventCounts(before - badBefore, before), new EventCounts(after - badAfter, after));
    }
}
