// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyQuantileIntervalTest {
    private static final long SEED = 3;

    @ParameterizedTest(name = "n {0}, q {1}: ranks {2} and {3}")
    @CsvSource({"20, 0.5, 6, 15", "100, 0.5, 40, 61", "10, 0.5, 2, 9"})
    void matchesTextbookRanksOfMedian(long n, double q, long low, long high) {
        assertThat(QuantileRanks.around(n, q, 0.025)).isEqualTo(new QuantileRanks(low, high));
    }

    @ParameterizedTest
    @CsvSource({"57, 0.95", "300, 0.99", "300, 0.5", "1000, 0.95", "7, 0.3"})
    void returnsNarrowestRanksWithinErrorLimit(int n, double q) {
        QuantileRanks ranks = QuantileRanks.around(n, q, 0.025);

        assertThat(below(n, q, ranks.low())).isLessThanOrEqualTo(0.025);
        assertThat(below(n, q, ranks.low() + 1)).isGreaterThan(0.025);
        assertThat(1 - below(n, q, ranks.high())).isLessThanOrEqualTo(0.025 + 1e-12);
        assertThat(1 - below(n, q, ranks.high() - 1)).isGreaterThan(0.025);
    }

    @Test
    void coversTrueQuantileAtStatedLevel() {
        SplittableRandom random = new SplittableRandom(SEED);
        int covered = 0;
        for (int run = 0; run < 1_000; run++) {
            var latency = new LatencyHistogram();
            for (int call = 0; call < 200; call++) {
                latency.record(random.nextInt(200));
            }
            LatencyQuantileInterval interval = LatencyQuantileInterval.of(latency, 0.9, 0.95);
            covered += interval.lowMicros() <= 180 && interval.highMicros().orElse(200) >= 180 ? 1 : 0;
        }
        assertThat(covered).as("of 1000, seed %d", SEED).isGreaterThan(930);
    }

    @Test
    void leavesBoundOpenForFewCalls() {
        LatencyQuantileInterval interval = LatencyQuantileInterval.of(calls(10), 0.99, 0.95);
        assertThat(interval.highMicros()).isEmpty();
        assertThat(interval.lowMicros()).isEqualTo(100);
        assertThat(interval.estimateMicros()).isEqualTo(101);
        assertThat(LatencyQuantileInterval.of(calls(2), 0.5, 0.95).lowMicros()).isZero();
    }

    @Test
    void rejectsEmptyHistogram() {
        assertThatThrownBy(() -> LatencyQuantileInterval.of(calls(0), 0.5, 0.95))
                .hasMessageContaining("0 calls");
    }

    private static LatencyHistogram calls(long count) {
        var latency = new LatencyHistogram();
        latency.record(100, count);
        return latency;
    }

    /* P(B < k), digit by digit. */
    private static double below(int n, double q, long k) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal p = BigDecimal.valueOf(1 - q).pow(n);
        BigDecimal odds = BigDecimal.valueOf(q).divide(BigDecimal.valueOf(1 - q), MathContext.DECIMAL128);
        for (int i = 0; i < k && i <= n; i++) {
            sum = sum.add(p);
            p = p.multiply(BigDecimal.valueOf(n - i))
                    .divide(BigDecimal.valueOf(i + 1L), MathContext.DECIMAL128)
                    .multiply(odds, MathContext.DECIMAL128);
        }
        return sum.doubleValue();
    }
}
