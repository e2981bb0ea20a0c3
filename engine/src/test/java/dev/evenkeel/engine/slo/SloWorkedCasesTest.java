// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cases with known answers.
class SloWorkedCasesTest {
    private static final Instant NOW = Instant.parse("2026-03-31T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Objective THREE_NINES = new Objective("availability", 0.999, new Budgeting.Occurrences());

    @Test
    void scalesTheRulesToThePeriod() {
        assertThat(BurnRule.standard(MONTH, 1).stream()
                        .map(rule -> List.<Object>of(rule.longWindow(), rule.shortWindow(), rule.threshold())))
                .containsExactly(
                        List.of(Duration.ofHours(1), Duration.ofMinutes(5), 14.4),
                        List.of(Duration.ofHours(6), Duration.ofMinutes(30), 6.0),
                        List.of(Duration.ofDays(1), Duration.ofHours(2), 3.0),
                        List.of(Duration.ofDays(3), Duration.ofHours(6), 1.0));
        assertThat(BurnRule.standard(Duration.ofDays(7), 1).getFirst())
                .isEqualTo(new BurnRule(
                        "page-fast", BurnRule.Severity.PAGE, Duration.ofMinutes(14), Duration.ofMinutes(2), 14.4, 1));
    }

    /// practice.md, section 2: 10 % of errors page after about 9 min, 1 % after about 216 min, 0.2 % never.
    @ParameterizedTest
    @CsvSource({"100, 9, 44", "10, 217, 433", "2, 0, 2161"})
    void callsSomebodyAfterTheKnownTime(int badOfAThousand, int pageAfter, int slowTicketAfter) {
        Timeline timeline = steady(minutes -> minutes < 0 ? 0 : badOfAThousand);

        assertThat(firstMinute(timeline, rule -> rule.severity() == BurnRule.Severity.PAGE))
                .isEqualTo(pageAfter);
        assertThat(firstMinute(timeline, rule -> rule.name().equals("ticket-slow")))
                .isEqualTo(slowTicketAfter);
    }

    @Test
    void endsAnAlertSoonAfterTheErrorsEnd() {
        Timeline timeline = steady(minute -> minute >= 0 && minute < 30 ? 100 : 0);
        BurnRule fast = BurnRule.standard(MONTH, 1).getFirst();

        assertThat(answer(fast, timeline, 30)).isEqualTo(BurnAlert.Answer.FIRING);
        assertThat(answer(fast, timeline, 34)).isEqualTo(BurnAlert.Answer.FIRING);
        assertThat(answer(fast, timeline, 35)).isEqualTo(BurnAlert.Answer.QUIET);
    }

    @Test
    void asksForALeastNumberOfBadEvents() {
        Map<Instant, Reading> quiet = new HashMap<>();
        IntStream.range(0, 60)
                .forEach(minute -> quiet.put(NOW.minusSeconds(60L * minute), counted(minute % 6 == 0 ? 1 : 0, 0)));
        quiet.put(NOW.minusSeconds(60), counted(1, 1));
        Timeline timeline = Timeline.of(quiet);

        assertThat(BurnAlert.of(BurnRule.standard(MONTH, 1).getFirst(), THREE_NINES, timeline, NOW)
                        .answer())
                .isEqualTo(BurnAlert.Answer.FIRING);
        assertThat(BurnAlert.of(BurnRule.standard(MONTH, 5).getFirst(), THREE_NINES, timeline, NOW)
                        .answer())
                .isEqualTo(BurnAlert.Answer.QUIET);
    }

    /// Half of all calls fail from the first one on, and nothing is known of the time before.
    @ParameterizedTest
    @CsvSource({"30, 5", "7, 5"})
    void callsNobodyBeforeThereIsEnoughData(int days, int first) {
        BurnRule fast = BurnRule.standard(Duration.ofDays(days), 5).getFirst();
        for (int minutes = 1; minutes <= first; minutes++) {
            Map<Instant, Reading> known = new HashMap<>();
            IntStream.rangeClosed(1, minutes)
                    .forEach(minute -> known.put(NOW.minusSeconds(60L * minute), counted(100, 50)));
            assertThat(BurnAlert.of(fast, THREE_NINES, Timeline.of(known), NOW).answer())
                    .as("%d min", minutes)
                    .isEqualTo(minutes < first ? BurnAlert.Answer.UNKNOWN : BurnAlert.Answer.FIRING);
        }
        /* A job that runs once an hour. */
        Map<Instant, Reading> hourly = new HashMap<>();
        IntStream.rangeClosed(0, 71).forEach(hour -> hourly.put(NOW.minusSeconds(3600L * hour + 60), counted(1, 1)));
        assertThat(BurnAlert.of(BurnRule.standard(MONTH, 5).getLast(), THREE_NINES, Timeline.of(hourly), NOW)
                        .answer())
                .isEqualTo(BurnAlert.Answer.FIRING);
    }

    @Test
    void neitherBeginsNorEndsAnAlertBlindly() {
        assertThat(BurnAlert.of(BurnRule.standard(MONTH, 1).getFirst(), THREE_NINES, Timeline.EMPTY, NOW)
                        .answer())
                .isEqualTo(BurnAlert.Answer.UNKNOWN);
    }

    @Test
    void tellsHowMuchOfABudgetIsLeft() {
        Standing standing = standing(slo(new TimeWindow.Rolling(span("30d"))), steady(minute -> 0));
        assertThat(standing.budget().remaining().orElseThrow()).isEqualTo(1);
        assertThat(standing.budget().measure().coverage().partial()).isTrue();
        assertThat(standing.state()).isEqualTo(Standing.State.OK);

        Timeline spent = Timeline.of(Map.of(NOW.minusSeconds(60), counted(10_000, 5)));
        Budget half = standing(slo(new TimeWindow.Rolling(span("30d"))), spent).budget();
        assertThat(half.allowed()).isCloseTo(10, within(1e-9));
        assertThat(half.spent().orElseThrow()).isCloseTo(0.5, within(1e-9));
        assertThat(half.measure().coverage().missing()).isEqualTo(43_199);
    }

    @Test
    void spendsACalendarsBudgetByItsWholeLength() {
        var week = new TimeWindow.Calendar(
                span("1w"), LocalDateTime.parse("2022-01-01T12:00:00"), ZoneId.of("America/New_York"));
        TimeWindow.Period period = week.at(NOW);
        assertThat(period.from()).isEqualTo(Instant.parse("2026-03-28T16:00:00Z"));
        assertThat(period.end()).isEqualTo(Instant.parse("2026-04-04T16:00:00Z"));

        Instant soon = Instant.parse("2026-03-28T17:00:00Z");
        Timeline bad = Timeline.of(Map.of(soon.minusSeconds(60), counted(1000, 1)));
        Budget budget = slo(week).standings(bad, soon).getFirst().budget();
        assertThat(budget.allowed()).isCloseTo(168, within(1e-9));
    }

    @Test
    void beginsCalendarPeriodsByTheWallClock() {
        var month = new TimeWindow.Calendar(
                span("1M"), LocalDateTime.parse("2025-01-31T00:00:00"), ZoneId.of("Europe/Berlin"));
        assertThat(month.at(Instant.parse("2026-03-15T00:00:00Z")))
                .isEqualTo(new TimeWindow.Period(
                        Instant.parse("2026-02-27T23:00:00Z"),
                        Instant.parse("2026-03-15T00:00:00Z"),
                        Instant.parse("2026-03-30T22:00:00Z")));
    }

    @Test
    void countsSlicesInsteadOfEvents() {
        Map<Instant, Reading> minutes = new HashMap<>();
        IntStream.range(0, 100)
                .forEach(minute -> minutes.put(
                        NOW.minusSeconds(60L * (minute + 1)), minute < 10 ? counted(100, minute) : counted(1000, 0)));
        Timeline timeline = Timeline.of(minutes);
        Instant from = NOW.minus(Duration.ofMinutes(100));

        Measure slices = new Budgeting.Timeslices(0.95, Duration.ofMinutes(1)).measure(timeline, from, NOW);
        assertThat(slices.total()).isEqualTo(100);
        assertThat(slices.bad()).isEqualTo(4);
        Measure ratios = new Budgeting.RatioTimeslices(Duration.ofMinutes(1)).measure(timeline, from, NOW);
        assertThat(ratios.bad()).isCloseTo(0.45, within(1e-9));
        assertThat(new Budgeting.Timeslices(0.95, Duration.ofMinutes(5))
                        .measure(timeline, NOW.minusSeconds(60), NOW)
                        .coverage()
                        .asked())
                .isEqualTo(5);
    }

    @Test
    void neverTakesBlindnessForHealth() {
        Slo slo = slo(new TimeWindow.Rolling(span("30d")));
        assertThat(standing(slo, Timeline.EMPTY).state()).isEqualTo(Standing.State.NO_DATA);
        assertThat(standing(slo, last(Reading.Blind.EMPTY)).state()).isEqualTo(Standing.State.NO_DATA);
        assertThat(standing(slo, last(Reading.Blind.NOT_A_NUMBER)).state()).isEqualTo(Standing.State.NO_DATA);
        assertThat(standing(slo, last(Reading.Blind.FAILED)).state()).isEqualTo(Standing.State.SOURCE_FAILED);
        assertThat(standing(slo, last(counted(0, 0))).state()).isEqualTo(Standing.State.NO_DATA);
        assertThat(standing(slo, last(counted(1000, 1))).state()).isEqualTo(Standing.State.SPENT);
        assertThat(standing(slo, last(counted(1000, 0))).state()).isEqualTo(Standing.State.OK);
    }

    @Test
    void keepsKindsOfBlindnessApart() {
        Map<Instant, Reading> minutes = Map.of(
                NOW.minusSeconds(60), counted(1, 0),
                NOW.minusSeconds(120), Reading.Blind.EMPTY,
                NOW.minusSeconds(180), Reading.Blind.NOT_A_NUMBER,
                NOW.minusSeconds(240), Reading.Blind.FAILED);
        assertThat(Timeline.of(minutes).sum(NOW.minusSeconds(300), NOW).coverage())
                .isEqualTo(new Coverage(5, 1, 1, 1, 1))
                .extracting(Coverage::missing)
                .isEqualTo(1L);
    }

    private static Timeline last(Reading reading) {
        return Timeline.of(Map.of(NOW.minusSeconds(60), reading));
    }

    private static Slo slo(TimeWindow window) {
        return new Slo(
                "pay",
                "payments",
                new Indicator.Outcomes("default", "pay"),
                window,
                List.of(THREE_NINES),
                BurnRule.standard(window.length().length(), 5),
                Duration.ofMinutes(10),
                IncidentsFrom.PAGE);
    }

    private static Standing standing(Slo slo, Timeline timeline) {
        return slo.standings(timeline, NOW).getFirst();
    }

    private static Span span(String text) {
        return Span.parse(text).orElseThrow();
    }

    private static Reading counted(long total, long bad) {
        return new Reading.Counted(new Counts(total - bad, total));
    }

    /// A thousand events a minute, for three days before NOW and two after.
    private static Timeline steady(LongFunction<Integer> badOfAThousand) {
        Map<Instant, Reading> minutes = new HashMap<>();
        for (long minute = -4320; minute < 2880; minute++) {
            minutes.put(NOW.plusSeconds(60 * minute), counted(1000, badOfAThousand.apply(minute)));
        }
        return Timeline.of(minutes);
    }

    private static BurnAlert.Answer answer(BurnRule rule, Timeline timeline, long minute) {
        return BurnAlert.of(rule, THREE_NINES, timeline, NOW.plusSeconds(60 * minute))
                .answer();
    }

    /// Minutes of errors until a rule fires; 0 when none does within two days.
    private static int firstMinute(Timeline timeline, Predicate<BurnRule> which) {
        List<BurnRule> rules =
                BurnRule.standard(MONTH, 5).stream().filter(which).toList();
        return IntStream.range(1, 2880)
                .filter(minute ->
                        rules.stream().anyMatch(rule -> answer(rule, timeline, minute) == BurnAlert.Answer.FIRING))
                .findFirst()
                .orElse(0);
    }
}
