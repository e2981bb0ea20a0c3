// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.fuzzing;

import dev.evenkeel.fuzz.SampleCorpus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Samples for the fuzz tests, from the texts of other tests.
public final class FuzzSamples {
    private FuzzSamples() {}

    /// The text blocks of tests, by their paths below `dev/evenkeel/files`.
    public static List<String> textBlocksOf(String... tests) {
        return SampleCorpus.textBlocks(Arrays.stream(tests)
                .map(test -> "src/test/java/dev/evenkeel/files/" + test + ".java")
                .toArray(String[]::new));
    }

    /// iCalendar files, with CRLF line ends.
    public static List<String> calendars() {
        String event = """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Somebody//Else//EN
                BEGIN:VEVENT
                UID:2
                DTSTAMP:20261101T000000Z
                SUMMARY:Busy season\\, all of it
                DESCRIPTION:orders\\nand returns
                DTSTART;TZID=Europe/Zurich:20261120T080000
                DTEND;TZID=Europe/Zurich:20261120T180000
                RRULE:FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20270101T000000Z
                EXDATE;TZID=Europe/Zurich:20261123T080000
                X-EVENKEEL-KIND:ALLOW
                X-EVENKEEL-SERVICES:ledger,mail
                END:VEVENT
                BEGIN:VEVENT
                UID:3
                SUMMARY:A day
                DTSTART;VALUE=DATE:20261224
                DURATION:P3D
                END:VEVENT
                END:VCALENDAR
                """;
        return Stream.concat(Stream.of(event), textBlocksOf("freeze/FreezeCalendarFormatsTest").stream())
                .filter(text -> text.contains("BEGIN:VCALENDAR"))
                .map(text -> text.replace("\n", "\r\n"))
                .toList();
    }
}
