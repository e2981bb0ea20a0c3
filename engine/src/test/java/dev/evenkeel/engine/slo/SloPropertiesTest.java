// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Properties of all timelines, checked on seeded random ones.
class SloPropertiesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES = 480;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant END = START.plusSeconds(60L * MINUTES);
    private static final List<MinuteCount.MissingReason> MISSING_REASONS = List.of(MinuteCount.MissingReason.values());

    static Stream<Random> seeds() {
        return LongStream.range(0, 200).mapToObj(Random::new);
    }

    /// The same data by minute, and with some hours as hourly sums.
    private record ReplacedHours(IndicatorTimeline exact, IndicatorTimeline summed, Set<Instant> hours) {
        static ReplacedHours of(Random random) {
            Map<Instant, MinuteCount> all = randomMinutes(random);
            all.put(END.minusSeconds(60), MinuteCount.MissingReason.EMPTY);
            IndicatorTimeline exact = IndicatorTimeline.of(all);
            Map<Instant, MinuteCount> minutes = new HashMap<>(all);
            Map<Instant, IndicatorTimeline.Sum> hours = new HashMap<>();
            for (Instant hour = START; hour.isBefore(END.minus(HOUR)); hour = hour.plus(HOUR)) {
                if (random.nextBoolean()) {
                    Instant begin = hour;
                    minutes.keySet().removeIf(at -> !at.isBefore(begin) && at.isBefore(begin.plus(HOUR)));
                    hours.put(hour, exact.sum(hour, hour.plus(HOUR)));
                }
            }
            return new ReplacedHours(exact, IndicatorTimeline.of(minutes, hours), hours.keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void returnsSameSumsFromHourlyData(Random random) {
        ReplacedHours data = ReplacedHours.of(random);
        assertThat(data.summed().sum(START, END)).isEqualTo(data.exact().sum(START, END));
        assertThat(data.summed().sum(END.minus(HOUR), END))
                .isEqualTo(data.exact().sum(END.minus(HOUR), END));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rejectsRangesThatCutHourlyData(Random random) {
        ReplacedHours data = ReplacedHours.of(random);
        data.hours()
                .forEach(hour -> assertThatThrownBy(() -> data.summed().sum(hour.plusSeconds(60), END))
                        .hasMessageContaining("Only hourly data exists"));
        data.hours()
                .forEach(hour -> assertThatThrownBy(() -> data.summed().sum(START, hour.plusSeconds(60)))
                        .hasMessageContaining("Only hourly data exists"));
    }

    @Test
    void rejectsHourNewerThanLatestMinute() {
        IndicatorTimeline.Sum sum = new IndicatorTimeline.Sum(new EventCounts(1, 1), new DataCoverage(60, 1, 0, 0, 0));
        Map<Instant, MinuteCount> older = Map.of(START, new MinuteCount.Counted(new EventCounts(1, 1)));
        assertThatThrownBy(() -> IndicatorTimeline.of(older, Map.of(START.plus(HOUR), sum)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addsUpBudgetMeasurementsOfPeriods(Random random) {
        IndicatorTimeline timeline = IndicatorTimeline.of(randomMinutes(random));
        Instant cut = START.plusSeconds(300L * random.nextInt(MINUTES / 5));
        for (BudgetingMethod budgeting : List.of(
                new BudgetingMethod.Occurrences(),
                new BudgetingMethod.Timeslices(0.9, Duration.ofMinutes(5)),
                new BudgetingMethod.RatioTimeslices(Duration.ofMinutes(5)))) {
            BudgetMeasurement whole = budgeting.measure(timeline, START, END);
            BudgetMeasurement sum = cut.equals(START)
                    ? whole
                    : budgeting.measure(timeline, START, cut).plus(budgeting.measure(timeline, cut, END));

            assertThat(sum.total()).isEqualTo(whole.total());
            assertThat(sum.good()).isCloseTo(whole.good(), within(1e-9));
            assertThat(sum.coverage()).isEqualTo(whole.coverage());
            assertThat(whole.coverage().counted())
                    .isLessThanOrEqualTo(whole.coverage().requested());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spendsNoBudgetForMissingMinutes(Random random) {
        Map<Instant, MinuteCount> known = randomMinutes(random);
        Map<Instant, MinuteCount> blind = new HashMap<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            blind.put(START.plusSeconds(60L * minute), MinuteCount.MissingReason.FAILED);
        }
        blind.putAll(known);
        Objective objective = new Objective("any", random.nextDouble(), new BudgetingMethod.Occurrences());
        TimeWindow.Period period = new TimeWindow.Rolling(new OpenSloDuration(2, OpenSloDuration.Unit.HOUR))
                .periodAt(START.plusSeconds(7200));

        ErrorBudget alone = objective.budgetOf(IndicatorTimeline.of(known), period);
        ErrorBudget beside = objective.budgetOf(IndicatorTimeline.of(blind), period);

        assertThat(beside.spent()).isEqualTo(alone.spent());
        assertThat(beside.measure().total()).isEqualTo(alone.measure().total());
    }

    @Test
    void returnsBurnRateOneWhenBudgetIsSpentExactly() {
        for (double target : new double[] {0, 0.5, 0.9, 0.99}) {
            long bad = Math.round((1 - target) * 1000);
            IndicatorTimeline timeline =
                    IndicatorTimeline.of(Map.of(START, new MinuteCount.Counted(new EventCounts(1000 - bad, 1000))));
            Objective objective = new Objective("any", target, new BudgetingMethod.Occurrences());
            BurnRate burn = BurnRate.of(objective, timeline, Duration.ofMinutes(1), START.plusSeconds(60));
            assertThat(burn.rate().orElseThrow()).isCloseTo(1, within(1e-9));
        }
    }

    private static Map<Instant, MinuteCount> randomMinutes(Random random) {
        Map<Instant, MinuteCount> minutes = new HashMap<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            switch (random.nextInt(6)) {
                case 0 -> {}
                case 1 ->
                    minutes.put(
                            START.plusSeconds(60L * minute),
                            MISSING_REASONS.get(random.nextInt(MISSING_REASONS.size())));
                default -> {
                    long total = random.nextInt(50);
                    minutes.put(
                            START.plusSeconds(60L * minute),
                            new MinuteCount.Counted(new EventCounts(total - random.nextLong(total + 1), total)));
                }
            }
        }
        return minutes;
    }
}
