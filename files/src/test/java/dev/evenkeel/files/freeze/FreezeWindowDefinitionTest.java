// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow.AllowDenyKind;
import dev.evenkeel.engine.gate.FreezeWindow.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The occurrences of freeze windows, especially around clock changes.
class FreezeWindowDefinitionTest {
    @Test
    void endsWeekendAtLocalTimeAcrossClockChange() {
        List<Span> spans = spans(
                rule("2026-10-02T18:00", "Europe/Zurich", "P2DT14H", "FREQ=WEEKLY;BYDAY=FR"),
                "2026-10-16",
                "2026-11-01");
        assertThat(spans)
                .containsExactly(
                        span("2026-10-16T16:00:00Z", "2026-10-19T06:00:00Z"),
                        span("2026-10-23T16:00:00Z", "2026-10-26T07:00:00Z"),
                        span("2026-10-30T17:00:00Z", "2026-11-02T07:00:00Z"));
        assertThat(Duration.between(spans.get(1).start(), spans.get(1).end())).isEqualTo(Duration.ofHours(63));
    }

    @Test
    void treats24HoursAsExactDurationWhenClockGoesBack() {
        assertThat(spans(rule("2026-10-25T00:00", "Europe/Zurich", "PT24H", null), "2026-10-24", "2026-10-27"))
                .containsExactly(span("2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z"));
    }

    @Test
    void treatsOneDayAsCalendarDayWhenClockGoesBack() {
        assertThat(spans(rule("2026-10-25T00:00", "Europe/Zurich", "P1D", null), "2026-10-24", "2026-10-27"))
                .containsExactly(span("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));
    }

    @Test
    void shiftsStartForwardInClockChangeGap() {
        assertThat(spans(rule("2026-03-27T02:30", "Europe/Zurich", "PT1H", "FREQ=DAILY"), "2026-03-28", "2026-03-31"))
                .extracting(Span::start)
                .containsExactly(
                        Instant.parse("2026-03-28T01:30:00Z"),
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void usesFirstOfAmbiguousStartTimes() {
        assertThat(spans(rule("2026-11-01T01:30", "America/New_York", "PT1H", null), "2026-10-31", "2026-11-03"))
                .containsExactly(span("2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"));
    }

    @Test
    void handlesHalfHourClockChangeInSouthernZone() {
        assertThat(spans(rule("2026-04-03T22:00", "Australia/Lord_Howe", "P2D", null), "2026-04-01", "2026-04-09"))
                .containsExactly(span("2026-04-03T11:00:00Z", "2026-04-05T11:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"20261204T010000Z, 3", "20261203T195959, 2", "20261203, 3"})
    void resolvesUntilAsUtcLocalTimeOrDate(String until, int count) {
        var rule = rule("2026-12-01T20:00", "America/New_York", "PT1H", "FREQ=DAILY;UNTIL=" + until);
        assertThat(spans(rule, "2026-11-30", "2027-01-01")).hasSize(count);
    }

    @Test
    void appliesCountFromFirstOccurrenceBeforeRange() {
        var rule = rule("2024-01-05T18:00", "UTC", "PT1H", "FREQ=WEEKLY;COUNT=100");
        assertThat(spans(rule, "2025-11-20", "2030-01-01")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FREQ=MONTHLY;BYDAY=-1FR             | 2026-01-30T18:00 | 2026-02-27 2026-03-27
                    FREQ=MONTHLY;BYMONTHDAY=31          | 2026-01-31T18:00 | 2026-03-31 2026-05-31
                    FREQ=YEARLY;BYMONTH=11;BYDAY=4TH    | 2025-11-27T18:00 | 2026-11-26 2027-11-25
                    FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE  | 2026-01-26T18:00 | 2026-02-09 2026-02-11
                    FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-01-30T18:00 | 2026-02-27 2026-03-31
                    """)
    void expandsRfc5545Rules(String rrule, String start, String days) {
        assertThat(spans(rule(start, "UTC", "PT1H", rrule), "2026-02-01", "2029-01-01"))
                .extracting(span -> span.start().toString().substring(0, 10))
                .startsWith(days.split(" "));
    }

    @Test
    void excludesExceptionDates() {
        var rule = new FreezeWindowDefinition(
                "weekend",
                AllowDenyKind.DENY,
                "",
                LocalDateTime.parse("2026-12-18T18:00"),
                ZoneId.of("Europe/Zurich"),
                FreezeDuration.parse("P2D").orElseThrow(),
                "FREQ=WEEKLY;COUNT=3",
                List.of(LocalDateTime.parse("2026-12-25T18:00")),
                FreezeScope.ALL);
        assertThat(spans(rule, "2026-12-01", "2027-12-01"))
                .extracting(span -> span.start().toString().substring(0, 10))
                .containsExactly("2026-12-18", "2027-01-01");
    }

    @Test
    void includesOccurrenceThatStartedBeforeRange() {
        assertThat(spans(rule("2026-11-01T00:00", "UTC", "P60D", "FREQ=YEARLY"), "2026-12-20", "2026-12-21"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bla",
                "FREQ=FORTNIGHTLY",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;COUNT=2;UNTIL=20270101",
                "FREQ=MINUTELY",
                "FREQ=DAILY;UNTIL=20271345T000000Z",
                "BYDAY=MO"
            })
    void rejectsInvalidRecurrenceRules(String rrule) {
        assertThat(FreezeOccurrences.findProblem(rrule, ZoneId.of("UTC"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"P2DT14H,P2DT14H", "P1W,P7D", "PT90M,PT1H30M", "P1W1D,P8D"})
    void parsesDurations(String text, String same) {
        assertThat(FreezeDuration.parse(text).orElseThrow()).hasToString(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "PT", "P0D", "2D", "P400D", "-P1D", "P1M", "PT0S", "P1DT"})
    void rejectsInvalidDurations(String text) {
        assertThat(FreezeDuration.parse(text)).isEmpty();
    }

    private static FreezeWindowDefinition rule(String start, String zone, String length, @Nullable String rrule) {
        return new FreezeWindowDefinition(
                "freeze",
                AllowDenyKind.DENY,
                "",
                LocalDateTime.parse(start),
                ZoneId.of(zone),
                FreezeDuration.parse(length).orElseThrow(),
                rrule,
                List.of(),
                FreezeScope.ALL);
    }

    private static List<Span> spans(FreezeWindowDefinition rule, String from, String to) {
        return rule.toWindow(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"))
                .spans();
    }

    private static Span span(String start, String end) {
        return new Span(Instant.parse(start), Instant.parse(end));
    }
}
