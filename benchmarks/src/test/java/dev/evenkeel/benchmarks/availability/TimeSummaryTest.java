// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeSummaryTest {
    @Test
    void returnsMeasuredTimesAsPercentiles() {
        List<Duration> times =
                IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList();

        assertThat(TimeSummary.of(times)).isEqualTo(new TimeSummary(200, 100, 198, 200));
        assertThat(TimeSummary.of(times.subList(0, 1))).isEqualTo(new TimeSummary(1, 1, 1, 1));
        assertThat(TimeSummary.of(List.of())).isEqualTo(new TimeSummary(0, 0, 0, 0));
    }
}
