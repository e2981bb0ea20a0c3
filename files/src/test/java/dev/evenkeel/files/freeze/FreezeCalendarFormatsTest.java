// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.engine.gate.FreezeWindow.AllowDenyKind;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.yaml.YamlCodec;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Freeze calendars as YAML and as iCalendar.
class FreezeCalendarFormatsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");
    private static final String YAML = """
            windows:
              - name: Busy season
                reason: "orders; returns, and\n more"
                start: 2026-11-20T00:00
                zone: America/New_York
                duration: P42D
                environments: [prod]
                classes: [normal]
              - name: Office hours
                kind: ALLOW
                start: "2026-01-05T09:00:00"
                zone: Europe/Zurich
                duration: PT8H
                rrule: FREQ=WEEKLY;BYDAY=MO,TU,WE,TH
                except: ["2026-12-24T09:00"]
                tiers: ["1"]
                services: [ledger, mail]
              - name: Audit
                start: 2026-12-01T06:00
                zone: UTC
                duration: PT2H
            """;

    @Test
    void roundTripsWindowsFromYaml() {
        List<FreezeWindowDefinition> rules = rules(YAML);
        assertThat(rules).hasSize(3);
        assertThat(rules.get(0).kind()).isEqualTo(AllowDenyKind.DENY);
        assertThat(rules.get(1).scope().services()).containsExactlyInAnyOrder("ledger", "mail");
        for (FreezeWindowDefinition rule : rules) {
            assertThat(FreezeCalendarCodec.decode(FreezeCalendarCodec.encode(rule)))
                    .isEqualTo(rule);
        }
    }

    @Test
    void reportsAllErrorsAtOnce() {
        var errors = new ValidationErrors();
        FreezeCalendarCodec.decodeCalendar(JsonMapper.shared().readTree("""
                        {"windows":[{"name":"a","start":"2026-01-01T00:00Z","zone":"Mars","duration":"P0D",
                                     "rrule":"FREQ=OFTEN","except":["never"],"tiers":[" "],"color":"red","kind":"MAYBE"},
                                    {"name":"a","start":"2026-01-01T00:00","zone":"UTC","duration":"PT1H"}, {}]}"""), errors);
        assertThat(errors.toList())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/windows/0/start",
                        "/windows/0/zone",
                        "/windows/0/duration",
                        "/windows/0/rrule",
                        "/windows/0/except/0",
                        "/windows/0/tiers",
                        "/windows/0/color",
                        "/windows/0/kind",
                        "/windows/1/name",
                        "/windows/2/name",
                        "/windows/2/start",
                        "/windows/2/zone",
                        "/windows/2/duration");
    }

    @Test
    void roundTripsICalendar() throws Exception {
        List<FreezeWindowDefinition> rules = rules(YAML);
        String text = FreezeCalendarExporter.export(rules, NOW);
        assertThat(FreezeCalendarImport.parse(text, ZURICH, AllowDenyKind.DENY))
                .isEqualTo(new FreezeCalendarImport(rules, List.of(), true));
        assertThat(text.lines()).allMatch(line -> line.length() <= 75);
        assertThat(new CalendarBuilder()
                        .build(new StringReader(text))
                        .validate()
                        .hasErrors())
                .isFalse();
        assertThat(text).contains("BEGIN:VTIMEZONE", "TZID:America/New_York", "DTSTART:20261201T060000Z");
    }

    @Test
    void importsEventsOfOtherCalendars() {
        FreezeCalendarImport read = FreezeCalendarImport.parse("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Somebody//Else//EN
                BEGIN:VTIMEZONE
                TZID:W. Europe Standard Time
                BEGIN:STANDARD
                DTSTART:16010101T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VEVENT
                UID:1
                SUMMARY:Holidays
                DTSTART;VALUE=DATE:20261224
                DTEND;VALUE=DATE:20261227
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                SUMMARY:Month end\\, closing
                DTSTART;TZID=Europe/Zurich:20261130T180000
                DTEND;TZID=Europe/Zurich:20261201T060000
                RRULE:FREQ=MONTHLY;BYMONTHDAY=-1
                EXDATE;TZID=Europe/Zurich:20261231T180000
                BEGIN:VALARM
                SUMMARY:not this
                ACTION:DISPLAY
                TRIGGER:-PT15M
                END:VALARM
                END:VEVENT
                BEGIN:VEVENT
                UID:3
                SUMMARY:Holidays
                DTSTART:20270101T000000
                DURATION:PT24H
                END:VEVENT
                BEGIN:VEVENT
                UID:4
                SUMMARY:Moved
                RECURRENCE-ID:20261130T180000Z
                DTSTART:20270101T000000Z
                DURATION:PT24H
                END:VEVENT
                BEGIN:VEVENT
                UID:5
                DTSTART;TZID=Middle-earth:20270101T000000
                DURATION:PT24H
                END:VEVENT
                END:VCALENDAR
                """, ZURICH, AllowDenyKind.DENY);
        assertThat(read.rules())
                .extracting(
                        FreezeWindowDefinition::name, rule -> rule.start() + " " + rule.zone() + " " + rule.duration())
                .containsExactly(
                        tuple("Holidays", "2026-12-24T00:00 Europe/Zurich P3D"),
                        tuple("Month end, closing", "2026-11-30T18:00 Europe/Zurich PT12H"),
                        tuple("Holidays 2", "2027-01-01T00:00 Europe/Zurich PT24H"));
        assertThat(read.notes())
                .containsExactly(
                        "\"Moved\" was skipped: RECURRENCE-ID is not supported",
                        "\"5\" was skipped: unknown time zone \"Middle-earth\"");
    }

    @Test
    void skipsCancelledEvents() {
        FreezeCalendarImport read = imported("", """
                BEGIN:VEVENT
                UID:1
                SUMMARY:Release freeze
                STATUS:CANCELLED
                DTSTART:20261201T000000Z
                DURATION:P10D
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                SUMMARY:Release freeze
                STATUS:TENTATIVE
                TRANSP:TRANSPARENT
                DTSTART:20261211T000000Z
                DURATION:P1D
                END:VEVENT
                BEGIN:VEVENT
                UID:3
                SUMMARY:Called off later
                SEQUENCE:1
                DTSTART:20261213T000000Z
                DURATION:P1D
                END:VEVENT
                BEGIN:VEVENT
                UID:3
                SUMMARY:Called off later
                SEQUENCE:2
                status:Cancelled
                DTSTART:20261213T000000Z
                DURATION:P1D
                END:VEVENT
                """);
        assertThat(read.rules())
                .extracting(FreezeWindowDefinition::name, rule -> rule.start().toString())
                .containsExactly(tuple("Release freeze", "2026-12-11T00:00"));
        assertThat(read.notes())
                .containsExactly(
                        "\"Release freeze\" was skipped: it is cancelled",
                        "\"Called off later\" was skipped: it is cancelled",
                        "\"Called off later\" was skipped: it is cancelled");
        assertThat(read.complete()).isTrue();
    }

    @Test
    void convertsCancelledOccurrencesToExceptions() {
        FreezeCalendarImport read = imported("", """
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID:20261204T170000Z
                STATUS:CANCELLED
                SUMMARY:Weekend
                DTSTART;TZID=Europe/Zurich:20261204T180000
                DURATION:P2D
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                SUMMARY:Weekend
                DTSTART;TZID=Europe/Zurich:20261127T180000
                DURATION:P2D
                RRULE:FREQ=WEEKLY;BYDAY=FR
                EXDATE;TZID=Europe/Zurich:20261218T180000
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID;VALUE=DATE:20261211
                STATUS:CANCELLED
                SUMMARY:Weekend
                DTSTART;TZID=Europe/Zurich:20261211T180000
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                RECURRENCE-ID:20261204T170000Z
                STATUS:CANCELLED
                SUMMARY:Weekend
                DTSTART:20261204T170000Z
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                SUMMARY:Once
                DTSTART:20261204T170000Z
                DURATION:PT1H
                END:VEVENT
                """);
        assertThat(read.complete()).isTrue();
        assertThat(read.notes())
                .contains("\"Weekend\" has a cancelled occurrence: 2026-12-04T17:00")
                .hasSize(3);
        assertThat(starts(read.rules().get(0)))
                .containsExactly("2026-11-27T17:00:00Z", "2026-12-25T17:00:00Z", "2027-01-01T17:00:00Z");
        assertThat(starts(read.rules().get(1))).isEmpty();
    }

    @Test
    void skipsAllEventsWhenMethodIsCancel() {
        String event = """
                BEGIN:VEVENT
                UID:%s
                SUMMARY:Freeze
                DTSTART:20261201T000000Z
                DURATION:P10D
                END:VEVENT
                """;
        FreezeCalendarImport read = imported("METHOD:CANCEL", event.formatted("1") + event.formatted("2"));
        assertThat(read.rules()).isEmpty();
        assertThat(read.notes()).hasSize(2).allMatch(note -> note.endsWith("it is cancelled"));
        assertThat(read.complete()).isTrue();
        assertThat(imported("METHOD:PUBLISH", event.formatted("1")).rules()).hasSize(1);
    }

    @Test
    void skipsCancellationOfThisAndFutureOccurrences() {
        FreezeCalendarImport read = imported("", """
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID;RANGE=THISANDFUTURE:20261204T170000Z
                STATUS:CANCELLED
                SUMMARY:Weekend
                DTSTART:20261204T170000Z
                END:VEVENT
                """);
        assertThat(read.notes()).containsExactly("\"Weekend\" was skipped: RECURRENCE-ID is not supported");
        assertThat(read.complete()).isFalse();
    }

    private static FreezeCalendarImport imported(String line, String events) {
        String text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Somebody//Else//EN\n" + line
                + (line.isEmpty() ? "" : "\n") + events + "END:VCALENDAR\n";
        return FreezeCalendarImport.parse(text.replace("\n", "\r\n"), ZURICH, AllowDenyKind.DENY);
    }

    private static List<String> starts(FreezeWindowDefinition rule) {
        return FreezeOccurrences.listOccurrences(rule, NOW, Instant.parse("2027-01-08T00:00:00Z")).stream()
                .map(span -> span.start().toString())
                .toList();
    }

    @Test
    void rejectsTextThatIsNotICalendar() {
        assertThatThrownBy(() -> FreezeCalendarImport.parse("windows: []", ZURICH, AllowDenyKind.DENY))
                .hasMessageStartingWith("not an iCalendar file: ");
    }

    private static List<FreezeWindowDefinition> rules(String yaml) {
        var errors = new ValidationErrors();
        List<FreezeWindowDefinition> rules =
                FreezeCalendarCodec.decodeCalendar(JsonMapper.shared().readTree(YamlCodec.toJson(yaml)), errors);
        assertThat(errors.toList()).isEmpty();
        return rules;
    }

    @Test
    void rejectsDeeplyNestedCalendar() {
        assertThatThrownBy(() ->
                        FreezeCalendarImport.parse("BEGIN:VCALENDAR\r\n".repeat(5_000), ZURICH, AllowDenyKind.DENY))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not an iCalendar file: ")
                .hasMessageEndingWith("components are nested more than 20 levels deep");
    }

    @Test
    void skipsEventsWithInvalidRuleOrKind() {
        FreezeCalendarImport read = FreezeCalendarImport.parse("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Somebody//Else//EN
                BEGIN:VEVENT
                UID:1
                SUMMARY:Sometimes
                DTSTART:20261201T000000Z
                DURATION:PT1H
                RRULE:FREQ=WEEKLY;BYDAY=X
                END:VEVENT
                BEGIN:VEVENT
                UID:2
                SUMMARY:Perhaps
                DTSTART:20261201T000000Z
                DURATION:PT1H
                X-EVENKEEL-KIND:PERHAPS
                END:VEVENT
                END:VCALENDAR
                """.replace("\n", "\r\n"), ZURICH, AllowDenyKind.DENY);
        assertThat(read.rules()).isEmpty();
        assertThat(read.notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("is not an RRULE of RFC 5545"))
                .anyMatch(note -> note.contains("X-EVENKEEL-KIND must be one of") && !note.contains("dev.evenkeel"));
    }
}
