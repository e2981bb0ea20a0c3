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

/// SLO cases with known results.
class SloReferenceCasesTest {
    private static final Instant NOW = Instant.parse("2026-03-31T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Objective THREE_NINES =
            new Objective("availability", 0.999, new BudgetingMethod.Occurrences());

    @Test
    void scalesAlertRulesToSloPeriod() {
        assertThat(BurnAlertRule.standard(MONTH, 1).stream()
                        .map(rule -> List.<Object>of(rule.longWindow(), rule.shortWindow(), rule.threshold())))
                .containsExactly(
                        List.of(Duration.ofHours(1), Duration.ofMinutes(5), 14.4),
                        List.of(Duration.ofHours(6), Duration.ofMinutes(30), 6.0),
                        List.of(Duration.ofDays(1), Duration.ofHours(2), 3.0),
                        List.of(Duration.ofDays(3), Duration.ofHours(6), 1.0));
        assertThat(BurnAlertRule.standard(Duration.ofDays(7), 1).getFirst())
                .isEqualTo(new BurnAlertRule(
                        "page-fast",
                        BurnAlertRule.Severity.PAGE,
                        Duration.ofMinutes(14),
                        Duration.ofMinutes(2),
                        14.4,
                        1));
    }

    /// practice.md, section 2: 10% of errors page after about 9 min, 1% after about 216 min, 0.2% never.
    @ParameterizedTest
    @CsvSource({"100, 9, 44", "10, 217, 433", "2, 0, 2161"})
    void firesAlertsAfterExpectedTimes(int badOfAThousand, int pageAfter, int slowTicketAfter) {
        IndicatorTimeline timeline = steady(minutes -> minutes < 0 ? 0 : badOfAThousand);

        assertThat(firstMinute(timeline, rule -> rule.severity() == BurnAlertRule.Severity.PAGE))
                .isEqualTo(pageAfter);
        assertThat(firstMinute(timeline, rule -> rule.name().equals("ticket-slow")))
                .isEqualTo(slowTicketAfter);
    }

    @Test
    void endsAlertFiveMinutesAfterErrorsEnd() {
        IndicatorTimeline timeline = steady(minute -> minute >= 0 && minute < 30 ? 100 : 0);
        BurnAlertRule fast = BurnAlertRule.standard(MONTH, 1).getFirst();

        assertThat(alertState(fast, timeline, 30)).isEqualTo(BurnAlertEvaluation.State.FIRING);
        assertThat(alertState(fast, timeline, 34)).isEqualTo(BurnAlertEvaluation.State.FIRING);
        assertThat(alertState(fast, timeline, 35)).isEqualTo(BurnAlertEvaluation.State.INACTIVE);
    }

    @Test
    void requiresMinimumNumberOfBadEvents() {
        Map<Instant, MinuteCount> quiet = new HashMap<>();
        IntStream.range(0, 60)
                .forEach(minute -> quiet.put(NOW.minusSeconds(60L * minute), counted(minute % 6 == 0 ? 1 : 0, 0)));
        quiet.put(NOW.minusSeconds(60), counted(1, 1));
        IndicatorTimeline timeline = IndicatorTimeline.of(quiet);

        assertThat(BurnAlertEvaluation.of(BurnAlertRule.standard(MONTH, 1).getFirst(), THREE_NINES, timeline, NOW)
                        .state())
                .isEqualTo(BurnAlertEvaluation.State.FIRING);
        assertThat(BurnAlertEvaluation.of(BurnAlertRule.standard(MONTH, 5).getFirst(), THREE_NINES, timeline, NOW)
                        .state())
                .isEqualTo(BurnAlertEvaluation.State.INACTIVE);
    }

    /// Half of all calls fail from the first one on, and nothing is known of the time before.
    @ParameterizedTest
    @CsvSource({"30, 5", "7, 5"})
    void returnsUnknownUntilEnoughDataExists(int days, int first) {
        BurnAlertRule fast = BurnAlertRule.standard(Duration.ofDays(days), 5).getFirst();
        for (int minutes = 1; minutes <= first; minutes++) {
            Map<Instant, MinuteCount> known = new HashMap<>();
            IntStream.rangeClosed(1, minutes)
                    .forEach(minute -> known.put(NOW.minusSeconds(60L * minute), counted(100, 50)));
            assertThat(BurnAlertEvaluation.of(fast, THREE_NINES, IndicatorTimeline.of(known), NOW)
                            .state())
                    .as("%d min", minutes)
                    .isEqualTo(minutes < first ? BurnAlertEvaluation.State.UNKNOWN : BurnAlertEvaluation.State.FIRING);
        }
    }

    @Test
    void firesForJobThatRunsHourly() {
        Map<Instant, MinuteCount> hourly = new HashMap<>();
        IntStream.rangeClosed(0, 71).forEach(hour -> hourly.put(NOW.minusSeconds(3600L * hour + 60), counted(1, 1)));
        assertThat(BurnAlertEvaluation.of(
                                BurnAlertRule.standard(MONTH, 5).getLast(),
                                THREE_NINES,
                                IndicatorTimeline.of(hourly),
                                NOW)
                        .state())
                .isEqualTo(BurnAlertEvaluation.State.FIRING);
    }

    @Test
    void returnsUnknownWithoutData() {
        assertThat(BurnAlertEvaluation.of(
                                BurnAlertRule.standard(MONTH, 1).getFirst(), THREE_NINES, IndicatorTimeline.EMPTY, NOW)
                        .state())
                .isEqualTo(BurnAlertEvaluation.State.UNKNOWN);
    }

    @Test
    void calculatesRemainingBudget() {
        ObjectiveStatus objectiveStatus = evaluate(slo(new TimeWindow.Rolling(duration("30d"))), steady(minute -> 0));
        assertThat(objectiveStatus.budget().remaining().orElseThrow()).isEqualTo(1);
        assertThat(objectiveStatus.budget().measure().coverage().isPartial()).isTrue();
        assertThat(objectiveStatus.state()).isEqualTo(ObjectiveStatus.State.OK);

        IndicatorTimeline spent = IndicatorTimeline.of(Map.of(NOW.minusSeconds(60), counted(10_000, 5)));
        ErrorBudget half =
                evaluate(slo(new TimeWindow.Rolling(duration("30d"))), spent).budget();
        assertThat(half.allowedBadEvents()).isCloseTo(10, within(1e-9));
        assertThat(half.spent().orElseThrow()).isCloseTo(0.5, within(1e-9));
        assertThat(half.measure().coverage().missing()).isEqualTo(43_199);
    }

    @Test
    void scalesCalendarBudgetToWholePeriod() {
        var week = new TimeWindow.Calendar(
                duration("1w"), LocalDateTime.parse("2022-01-01T12:00:00"), ZoneId.of("America/New_York"));
        TimeWindow.Period period = week.periodAt(NOW);
        assertThat(period.start()).isEqualTo(Instant.parse("2026-03-28T16:00:00Z"));
        assertThat(period.end()).isEqualTo(Instant.parse("2026-04-04T16:00:00Z"));

        Instant soon = Instant.parse("2026-03-28T17:00:00Z");
        IndicatorTimeline bad = IndicatorTimeline.of(Map.of(soon.minusSeconds(60), counted(1000, 1)));
        ErrorBudget budget = slo(week).evaluate(bad, soon).getFirst().budget();
        assertThat(budget.allowedBadEvents()).isCloseTo(168, within(1e-9));
    }

    @Test
    void startsCalendarPeriodsAtLocalTime() {
        var month = new TimeWindow.Calendar(
                duration("1M"), LocalDateTime.parse("2025-01-31T00:00:00"), ZoneId.of("Europe/Berlin"));
        assertThat(month.periodAt(Instant.parse("2026-03-15T00:00:00Z")))
                .isEqualTo(new TimeWindow.Period(
                        Instant.parse("2026-02-27T23:00:00Z"),
                        Instant.parse("2026-03-15T00:00:00Z"),
                        Instant.parse("2026-03-30T22:00:00Z")));
    }

    @Test
    void countsTimeslicesInsteadOfEvents() {
        Map<Instant, MinuteCount> minutes = new HashMap<>();
        IntStream.range(0, 100)
                .forEach(minute -> minutes.put(
                        NOW.minusSeconds(60L * (minute + 1)), minute < 10 ? counted(100, minute) : counted(1000, 0)));
        IndicatorTimeline timeline = IndicatorTimeline.of(minutes);
        Instant from = NOW.minus(Duration.ofMinutes(100));

        BudgetMeasurement slices =
                new BudgetingMethod.Timeslices(0.95, Duration.ofMinutes(1)).measure(timeline, from, NOW);
        assertThat(slices.total()).isEqualTo(100);
        assertThat(slices.bad()).isEqualTo(4);
        BudgetMeasurement ratios =
                new BudgetingMethod.RatioTimeslices(Duration.ofMinutes(1)).measure(timeline, from, NOW);
        assertThat(ratios.bad()).isCloseTo(0.45, within(1e-9));
        assertThat(new BudgetingMethod.Timeslices(0.95, Duration.ofMinutes(5))
                        .measure(timeline, NOW.minusSeconds(60), NOW)
                        .coverage()
                        .requested())
                .isEqualTo(5);
    }

    @Test
    void doesNotReportMissingDataAsOk() {
        Slo slo = slo(new TimeWindow.Rolling(duration("30d")));
        assertThat(evaluate(slo, IndicatorTimeline.EMPTY).state()).isEqualTo(ObjectiveStatus.State.NO_DATA);
        assertThat(evaluate(slo, last(MinuteCount.MissingReason.EMPTY)).state())
                .isEqualTo(ObjectiveStatus.State.NO_DATA);
        assertThat(evaluate(slo, last(MinuteCount.MissingReason.NOT_A_NUMBER)).state())
                .isEqualTo(ObjectiveStatus.State.NO_DATA);
        assertThat(evaluate(slo, last(MinuteCount.MissingReason.FAILED)).state())
                .isEqualTo(ObjectiveStatus.State.SOURCE_FAILED);
        assertThat(evaluate(slo, last(counted(0, 0))).state()).isEqualTo(ObjectiveStatus.State.NO_DATA);
        assertThat(evaluate(slo, last(counted(1000, 1))).state()).isEqualTo(ObjectiveStatus.State.SPENT);
        assertThat(evaluate(slo, last(counted(1000, 0))).state()).isEqualTo(ObjectiveStatus.State.OK);
    }

    @Test
    void countsEachMissingReasonSeparately() {
        Map<Instant, MinuteCount> minutes = Map.of(
                NOW.minusSeconds(60), counted(1, 0),
                NOW.minusSeconds(120), MinuteCount.MissingReason.EMPTY,
                NOW.minusSeconds(180), MinuteCount.MissingReason.NOT_A_NUMBER,
                NOW.minusSeconds(240), MinuteCount.MissingReason.FAILED);
        assertThat(IndicatorTimeline.of(minutes).sum(NOW.minusSeconds(300), NOW).coverage())
                .isEqualTo(new DataCoverage(5, 1, 1, 1, 1))
                .extracting(DataCoverage::missing)
                .isEqualTo(1L);
    }

    private static IndicatorTimeline last(MinuteCount minuteCount) {
        return IndicatorTimeline.of(Map.of(NOW.minusSeconds(60), minuteCount));
    }

    private static Slo slo(TimeWindow window) {
        return new Slo(
                "pay",
                "payments",
                new ServiceLevelIndicator.FlagOutcomesIndicator("default", "pay"),
                window,
                List.of(THREE_NINES),
                BurnAlertRule.standard(window.length().toDuration(), 5),
                Duration.ofMinutes(10),
                IncidentOpeningAlerts.PAGE);
    }

    private static ObjectiveStatus evaluate(Slo slo, IndicatorTimeline timeline) {
        return slo.evaluate(timeline, NOW).getFirst();
    }

    private static OpenSloDuration duration(String text) {
        return OpenSloDuration.parse(text).orElseThrow();
    }

    private static MinuteCount counted(long total, long bad) {
        return new MinuteCount.Counted(new EventCounts(total - bad, total));
    }

    /// A thousand events a minute, for three days before NOW and two after.
    private static IndicatorTimeline steady(LongFunction<Integer> badOfAThousand) {
        Map<Instant, MinuteCount> minutes = new HashMap<>();
        for (long minute = -4320; minute < 2880; minute++) {
            minutes.put(NOW.plusSeconds(60 * minute), counted(1000, badOfAThousand.apply(minute)));
        }
        return IndicatorTimeline.of(minutes);
    }

    private static BurnAlertEvaluation.State alertState(BurnAlertRule rule, IndicatorTimeline timeline, long minute) {
        return BurnAlertEvaluation.of(rule, THREE_NINES, timeline, NOW.plusSeconds(60 * minute))
                .state();
    }

    /// Minutes of errors until a rule fires; 0 when none does within two days.
    private static int firstMinute(IndicatorTimeline timeline, Predicate<BurnAlertRule> which) {
        List<BurnAlertRule> rules =
                BurnAlertRule.standard(MONTH, 5).stream().filter(which).toList();
        return IntStream.range(1, 2880)
                .filter(minute -> rules.stream()
                        .anyMatch(rule -> alertState(rule, timeline, minute) == BurnAlertEvaluation.State.FIRING))
                .findFirst()
                .orElse(0);
    }
}
