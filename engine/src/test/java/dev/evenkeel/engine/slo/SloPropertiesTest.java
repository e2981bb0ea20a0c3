// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws that hold for every timeline, on seeded random ones.
class SloPropertiesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MINUTES = 120;
    private static final List<Reading.Blind> BLIND = List.of(Reading.Blind.values());

    static Stream<Random> seeds() {
        return LongStream.range(0, 200).mapToObj(Random::new);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mergesInAnyOrder(Random random) {
        List<Timeline> parts =
                new ArrayList<>(Stream.generate(() -> timeline(random)).limit(5).toList());
        Timeline one = parts.stream().reduce(Timeline.EMPTY, Timeline::merge);
        Collections.shuffle(parts, random);
        Timeline other = parts.getFirst()
                .merge(parts.get(1).merge(parts.get(2)))
                .merge(parts.get(3).merge(parts.get(4)));

        assertThat(other).isEqualTo(one);
        assertThat(one.merge(Timeline.EMPTY)).isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spendsBudgetsAdditively(Random random) {
        Timeline timeline = timeline(random);
        Instant cut = START.plusSeconds(300L * random.nextInt(MINUTES / 5));
        Instant end = START.plusSeconds(60L * MINUTES);
        for (Budgeting budgeting : List.of(
                new Budgeting.Occurrences(),
                new Budgeting.Timeslices(0.9, Duration.ofMinutes(5)),
                new Budgeting.RatioTimeslices(Duration.ofMinutes(5)))) {
            Measure whole = budgeting.measure(timeline, START, end);
            Measure sum = cut.equals(START)
                    ? whole
                    : budgeting.measure(timeline, START, cut).plus(budgeting.measure(timeline, cut, end));

            assertThat(sum.total()).isEqualTo(whole.total());
            assertThat(sum.good()).isCloseTo(whole.good(), within(1e-9));
            assertThat(sum.coverage()).isEqualTo(whole.coverage());
            assertThat(whole.coverage().counted())
                    .isLessThanOrEqualTo(whole.coverage().asked());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spendsNothingOnMinutesThatAreNotKnown(Random random) {
        Timeline timeline = timeline(random);
        Map<Instant, Reading> blind = new HashMap<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            blind.put(START.plusSeconds(60L * minute), Reading.Blind.FAILED);
        }
        Objective objective = new Objective("any", random.nextDouble(), new Budgeting.Occurrences());
        TimeWindow.Period period = new TimeWindow.Rolling(new Span(2, Span.Unit.HOUR)).at(START.plusSeconds(7200));

        Budget alone = objective.budget(timeline, period);
        Budget beside = objective.budget(timeline.merge(Timeline.of(blind)), period);

        assertThat(beside.spent()).isEqualTo(alone.spent());
        assertThat(beside.measure().total()).isEqualTo(alone.measure().total());
    }

    @Test
    void burnsOneWhenTheBudgetIsSpentExactly() {
        for (double target : new double[] {0, 0.5, 0.9, 0.99}) {
            long bad = Math.round((1 - target) * 1000);
            Timeline timeline = Timeline.of(Map.of(START, new Reading.Counted(new Counts(1000 - bad, 1000))));
            Objective objective = new Objective("any", target, new Budgeting.Occurrences());
            Burn burn = Burn.of(objective, timeline, Duration.ofMinutes(1), START.plusSeconds(60));
            assertThat(burn.rate().orElseThrow()).isCloseTo(1, within(1e-9));
        }
    }

    private static Timeline timeline(Random random) {
        Map<Instant, Reading> minutes = new HashMap<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            switch (random.nextInt(6)) {
                case 0 -> {}
                case 1 -> minutes.put(START.plusSeconds(60L * minute), BLIND.get(random.nextInt(BLIND.size())));
                default -> {
                    long total = random.nextInt(50);
                    minutes.put(
                            START.plusSeconds(60L * minute),
                            new Reading.Counted(new Counts(total - random.nextLong(total + 1), total)));
                }
            }
        }
        return Timeline.of(minutes);
    }
}
