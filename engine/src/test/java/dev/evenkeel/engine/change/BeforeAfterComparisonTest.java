// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.slo.EventCounts;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BeforeAfterComparisonTest {
    @Test
    void concludesFromConfidenceInterval() {
        assertThat(compare(10, 10_000, 60, 10_000).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.WORSE);
        assertThat(compare(60, 10_000, 10, 10_000).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.BETTER);
        assertThat(compare(10, 10_000, 14, 10_000).conclusion())
                .isEqualTo(BeforeAfterComparison.Conclusion.NO_DIFFERENCE);
    }

    @Test
    void comparesFailureRatesInsteadOfCounts() {
        assertThat(compare(10, 1_000, 100, 10_000).conclusion())
                .isEqualTo(BeforeAfterComparison.Conclusion.NO_DIFFERENCE);
        var ratio = compare(10, 1_000, 100, 10_000).ratio().orElseThrow();
        assertThat(ratio.low()).isLessThan(1);
        assertThat(ratio.high()).isGreaterThan(1);
    }

    @Test
    void returnsNotComparableWithoutEventsOrFailures() {
        assertThat(compare(0, 0, 5, 100).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.NOT_COMPARABLE);
        assertThat(compare(5, 100, 0, 0).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.NOT_COMPARABLE);
        assertThat(compare(0, 100, 0, 100).conclusion()).isEqualTo(BeforeAfterComparison.Conclusion.NOT_COMPARABLE);
    }

    @Test
    void limitsFalsePositivesToFivePercent() {
        var random = new SplittableRandom(5);
        int wrong = 0;
        for (int i = 0; i < 1_000; i++) {
            BeforeAfterComparison.Conclusion conclusion = compare(
                            drawBadEvents(random), 2_000, drawBadEvents(random), 2_000)
                    .conclusion();
            wrong += conclusion == BeforeAfterComparison.Conclusion.NO_DIFFERENCE ? 0 : 1;
        }
        assertThat(wrong).isLessThanOrEqualTo(50);
    }

    private static long drawBadEvents(SplittableRandom random) {
        long bad = 0;
        for (int i = 0; i < 2_000; i++) {
            bad += random.nextDouble() < 0.01 ? 1 : 0;
        }
        return bad;
    }

    private static BeforeAfterComparison compare(long badBefore, long before, long badAfter, long after) {
        return BeforeAfterComparison.of(
                new EventCounts(before - badBefore, before), new EventCounts(after - badAfter, after));
    }
}
