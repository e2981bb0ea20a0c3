// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Series have one sample a second from second 0 on; `NaN` is a second without a sample.
final class CounterIncreaseCalculatorTest {
    private static final double NONE = Double.NaN;

    private static TimeSeries series(double... values) {
        List<PrometheusSample> samples = new ArrayList<>();
        for (double value : values) {
            samples.add(new PrometheusSample(at(samples.size()), value));
        }
        return new TimeSeries(Map.of("__name__", "errors_total", "pod", "a"), samples);
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(1_800_000_000L + second);
    }

    private static CounterIncreaseResult increaseBetween(int from, int to, TimeSeries... series) {
        return CounterIncreaseCalculator.calculate(List.of(series), at(from), at(to));
    }

    private static CounterIncreaseResult counted(long increase) {
        return new CounterIncreaseResult.Counted(increase);
    }

    @Test
    void subtractsLastSampleBeforeStartFromLastSampleBeforeEnd() {
        TimeSeries errors = series(3, 5, 5, 9, 12);
        assertThat(increaseBetween(1, 3, errors)).isEqualTo(counted(4));
        assertThat(CounterIncreaseCalculator.calculate(List.of(errors), at(1).plusMillis(999), at(3).plusMillis(999)))
                .isEqualTo(counted(4));
        assertThat(CounterIncreaseCalculator.calculate(List.of(errors), at(1).minusMillis(1), at(3)))
                .isEqualTo(counted(6));
    }

    @Test
    void sumsIncreasesOfAllSeries() {
        assertThat(increaseBetween(0, 2, series(1, 2, 3), series(10, 10, 15))).isEqualTo(counted(7));
    }

    @Test
    void countsFromZeroAfterCounterReset() {
        assertThat(increaseBetween(0, 4, series(10, 12, 3, 10, 1))).isEqualTo(counted(2 + 3 + 7 + 1));
    }

    @Test
    void countsFromZeroWhenSeriesStartsWithinInterval() {
        assertThat(increaseBetween(1, 3, series(NONE, NONE, 2, 6))).isEqualTo(counted(6));
    }

    @Test
    void skipsStaleMarkers() {
        assertThat(increaseBetween(1, 4, series(4, NONE, NONE, NONE, 9))).isEqualTo(counted(5));
    }

    @Test
    void distinguishesNoDataFromNoIncrease() {
        assertThat(increaseBetween(1, 3, series(4, 4, 4, 4))).isEqualTo(counted(0));
        assertThat(increaseBetween(1, 3, series(4, 4, NONE, NONE, 7))).isEqualTo(new CounterIncreaseResult.NoData());
        assertThat(increaseBetween(1, 3)).isEqualTo(new CounterIncreaseResult.NoData());
    }

    @Test
    void countsOneSeriesWhileAnotherHasNoData() {
        assertThat(increaseBetween(1, 3, series(4, 4, NONE, NONE), series(0, 1, 2, 3)))
                .isEqualTo(counted(2));
    }

    @Test
    void roundsFloatingPointErrors() {
        assertThat(increaseBetween(0, 2, series(0.9999999, 2.0000001, 4))).isEqualTo(counted(3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 2.5, 1.00001, 0x1p54})
    void rejectsValuesThatAreNotEventCounts(double odd) {
        assertThat(increaseBetween(0, 1, series(odd, 100)))
                .isInstanceOfSatisfying(CounterIncreaseResult.Failed.class, failed -> {
                    assertThat(failed.permanent()).isTrue();
                    assertThat(failed.message())
                            .startsWith("errors_total{pod=\"a\"} has the value " + odd)
                            .endsWith("Use another counter.");
                });
        assertThat(increaseBetween(0, 1, series(0, odd))).isInstanceOf(CounterIncreaseResult.Failed.class);
    }

    @Test
    void rejectsSumBeyondDoublePrecision() {
        assertThat(increaseBetween(0, 1, series(0, 0x1p53), series(0, 0x1p53)))
                .isInstanceOf(CounterIncreaseResult.Failed.class);
        assertThat(increaseBetween(0, 1, series(0, 0x1p53))).isEqualTo(counted(1L << 53));
    }

    @Test
    void ignoresInvalidValuesOutsideInterval() {
        assertThat(increaseBetween(1, 2, series(0.5, 1, 2, -7))).isEqualTo(counted(1));
    }

    @Test
    void countsEveryEventOnceAcrossConsecutiveIntervals() {
        Random random = new Random(17);
        for (int round = 0; round < 200; round++) {
            double[] values = new double[60];
            long events = 0;
            double value = 0;
            for (int second = 1; second < values.length; second++) {
                int grown = random.nextInt(4);
                value = random.nextInt(10) == 0 && grown < value ? grown : value + grown;
                events += grown;
                values[second] = value;
            }
            TimeSeries whole = series(values);
            assertThat(sumOfPieces(whole, random)).as(Arrays.toString(values)).isEqualTo(events);
        }
    }

    private static long sumOfPieces(TimeSeries whole, Random random) {
        long sum = 0;
        int last = whole.samples().size() - 1;
        for (int from = 0; from < last; ) {
            int to = Math.min(last, from + 1 + random.nextInt(9));
            if (increaseBetween(from, to, whole) instanceof CounterIncreaseResult.Counted counted) {
                sum += counted.increase();
            }
            from = to;
        }
        return sum;
    }
}
