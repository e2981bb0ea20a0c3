// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.server.rollouts.metrics.QueryIntervalSchedule.QueryInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class QueryIntervalScheduleTest {
    private static final Instant SET = Instant.parse("2026-03-01T12:00:00.123Z");

    private final QueryIntervalSchedule window = QueryIntervalSchedule.DEFAULT;

    private static Instant at(double seconds) {
        return SET.plusMillis(Math.round(seconds * 1000));
    }

    private static QueryInterval interval(int from) {
        return new QueryInterval(at(from), at(from + 15));
    }

    @Test
    void skipsFirstIntervalAndLagsOneScrapeBehind() {
        assertThat(window.listDueIntervals(SET, null, at(44.999))).isEmpty();
        assertThat(window.listDueIntervals(SET, null, at(45))).containsExactly(interval(15));
    }

    @Test
    void continuesAtEndOfLastInterval() {
        assertThat(window.listDueIntervals(SET, at(30), at(59))).isEmpty();
        assertThat(window.listDueIntervals(SET, at(30), at(60))).containsExactly(interval(30));
    }

    @Test
    void restartsAfterExposureChange() {
        assertThat(window.listDueIntervals(SET, at(-10), at(45))).containsExactly(interval(15));
        assertThat(window.listDueIntervals(SET, at(14), at(45))).containsExactly(interval(15));
    }

    @Test
    void returnsAtMost20IntervalsPerCall() {
        List<QueryInterval> first = window.listDueIntervals(SET, null, at(3_600));
        assertThat(first).hasSize(20).startsWith(interval(15)).endsWith(interval(300));
        assertThat(window.listDueIntervals(SET, first.getLast().to(), at(3_600)))
                .startsWith(interval(315));
    }

    @Test
    void appliesConfiguredLag() {
        QueryIntervalSchedule late = new QueryIntervalSchedule(Duration.ofSeconds(15), Duration.ofSeconds(40));
        assertThat(late.listDueIntervals(SET, null, at(69))).isEmpty();
        assertThat(late.listDueIntervals(SET, null, at(70))).containsExactly(interval(15));
    }

    @Test
    void coversEveryIntervalOnceDespiteDelays() {
        Random random = new Random(3);
        List<QueryInterval> all = new ArrayList<>();
        @Nullable Instant lastEnd = null;
        double now = 0;
        for (int look = 0; look < 500; look++) {
            now += random.nextInt(20) == 0 ? random.nextDouble(1_000) : random.nextDouble(10);
            for (QueryInterval next : window.listDueIntervals(SET, lastEnd, at(now))) {
                assertThat(next.to()).isBeforeOrEqualTo(at(now - 15));
                all.add(next);
                lastEnd = next.to();
            }
        }
        assertThat(all.getFirst().from()).isEqualTo(at(15));
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).from()).isEqualTo(all.get(i - 1).to());
        }
    }

    @Test
    void rejectsInvalidScrapeIntervalsAndLags() {
        assertThatThrownBy(() -> QueryIntervalSchedule.every(Duration.ofMillis(999)))
                .hasMessageContaining("1 s to 2 min");
        assertThatThrownBy(() -> QueryIntervalSchedule.every(Duration.ofSeconds(121)))
                .hasMessageContaining("1 s to 2 min");
        assertThatThrownBy(() -> new QueryIntervalSchedule(Duration.ofSeconds(15), Duration.ofSeconds(14)))
                .hasMessageContaining("at least the scrape interval");
    }
}
