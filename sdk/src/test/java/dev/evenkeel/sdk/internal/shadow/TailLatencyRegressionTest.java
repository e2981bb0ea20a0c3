// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.telemetry.LatencyBins;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailLatencyRegressionTest {
    private static final long SEED = 20261125;

    /// Latencies around 5 ms with a long tail.
    private static IntToLongFunction latencies(Random random, int calls, double factor) {
        long[] byBin = new long[LatencyBins.COUNT];
        for (int i = 0; i < calls; i++) {
            byBin[LatencyBins.binOf((long) (factor * 5_000 * Math.exp(0.6 * random.nextGaussian())))]++;
        }
        return bin -> byBin[bin];
    }

    @Test
    void detectsSixtyPercentSlowerTail() {
        var random = new Random(SEED);
        TailLatencyRegression slower = requireNonNull(
                TailLatencyRegression.detect(latencies(random, 50_000, 1.6), latencies(random, 5_000, 1)));
        assertThat(slower.level()).isEqualTo(0.99);
        assertThat(slower.busyMicros()).isGreaterThan((long) (1.25 * slower.quietMicros()));
    }

    @ParameterizedTest
    @Tag("one-jdk")
    @CsvSource({"100000, 5000", "2000, 1200", "5000, 300", "500, 120"})
    void ignoresTailsThatAreEqualOrTwentyPercentSlower(int busy, int quiet) {
        var random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            double factor = i % 2 == 0 ? 1 : 1.2;
            assertThat(TailLatencyRegression.detect(latencies(random, busy, factor), latencies(random, quiet, 1)))
                    .as("seed %d, round %d", SEED, i)
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"1100, 0.99", "220, 0.95", "110, 0.9"})
    void usesHighestQuantileWithEnoughCalls(int quiet, double level) {
        var random = new Random(SEED);
        IntToLongFunction far = latencies(random, 10_000, 20);
        TailLatencyRegression slower = requireNonNull(TailLatencyRegression.detect(far, latencies(random, quiet, 1)));
        assertThat(slower.level()).isEqualTo(level);
    }

    @Test
    void returnsNullWithoutEnoughCalls() {
        var random = new Random(SEED);
        assertThat(TailLatencyRegression.detect(latencies(random, 10_000, 20), latencies(random, 60, 1)))
                .isNull();
        assertThat(TailLatencyRegression.detect(bin -> 0, latencies(random, 10_000, 1)))
                .isNull();
        assertThat(TailLatencyRegression.detect(latencies(random, 10_000, 1), bin -> 0))
                .isNull();
        assertThat(TailLatencyRegression.detect(bin -> 0, bin -> 0)).isNull();
    }
}
