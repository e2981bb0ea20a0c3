// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DurationQuantileTest {
    private static List<Duration> seconds(int... values) {
        return IntStream.of(values).mapToObj(Duration::ofSeconds).toList();
    }

    @Test
    void treatsUnobservedDurationsAsLongest() {
        DurationQuantile median = DurationQuantile.of(seconds(5, 1, 3), 2, 0.5, 0.9);
        assertThat(median.estimate()).isEqualTo(Duration.ofSeconds(5));
        assertThat(median.low()).isEqualTo(Duration.ofSeconds(1));
        assertThat(median.high()).isNull();
        assertThat(DurationQuantile.of(seconds(5), 2, 0.5, 0.9).estimate()).isNull();
        assertThat(DurationQuantile.of(List.of(), 0, 0.5, 0.9).estimate()).isNull();
    }

    @Test
    void reportsMinimumCountForInterval() {
        int needs = DurationQuantile.of(List.of(), 0, 0.5, 0.95).minCount();
        assertThat(needs).isEqualTo(6);
        assertThat(DurationQuantile.of(seconds(1, 2, 3, 4, 5), 0, 0.5, 0.95).low())
                .isNull();
        DurationQuantile enough = DurationQuantile.of(seconds(1, 2, 3, 4, 5, 6), 0, 0.5, 0.95);
        assertThat(enough.low()).isEqualTo(Duration.ofSeconds(1));
        assertThat(enough.high()).isEqualTo(Duration.ofSeconds(6));
        assertThatThrownBy(() -> DurationQuantile.of(List.of(), 0, 1, 0.95)).hasMessageContaining("between 0 and 1");
    }

    /// Exponential times with mean 60 s and median 60 ln 2; times above 120 s are not observed.
    @Test
    void coversTrueMedianAtLeastAtStatedLevel() {
        var random = new Random(7);
        double truth = 60 * Math.log(2);
        int covered = 0;
        int rounds = 2000;
        for (int round = 0; round < rounds; round++) {
            List<Duration> seen = new ArrayList<>();
            int unseen = 0;
            for (int i = 0; i < 9; i++) {
                double time = -60 * Math.log(1 - random.nextDouble());
                if (time > 120) {
                    unseen++;
                } else {
                    seen.add(Duration.ofNanos((long) (time * 1e9)));
                }
            }
            DurationQuantile median = DurationQuantile.of(seen, unseen, 0.5, 0.9);
            double low = median.low() == null ? 0 : median.low().toNanos() / 1e9;
            double high = median.high() == null
                    ? Double.POSITIVE_INFINITY
                    : Objects.requireNonNull(median.high()).toNanos() / 1e9;
            covered += low <= truth && truth <= high ? 1 : 0;
        }
        assertThat((double) covered / rounds).isGreaterThan(0.9);
    }
}
