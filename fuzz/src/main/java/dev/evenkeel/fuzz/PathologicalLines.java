// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.List;

/// Texts in lines that break readers.
final class PathologicalLines {
    private static final int LONG = 100_000;

    static final List<String> CSV = List.of(
            "",
            "\n",
            "\r\n\r\n",
            "\uFEFF",
            "\u0000",
            ",",
            ",".repeat(LONG),
            "\n".repeat(LONG),
            ",\n".repeat(LONG / 2),
            "\"",
            "\"" + "a".repeat(LONG),
            "\"\"".repeat(LONG / 2),
            "a,a,a\n1,2,3",
            "a" + ",a".repeat(5_000) + "\n" + "1,".repeat(5_000) + "1",
            "a\n" + "1\n".repeat(LONG / 2),
            "\"a\r\rb\"\r\r");

    static final List<String> ICALENDAR = List.of(
            "",
            "BEGIN:VCALENDAR",
            "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            "BEGIN:VCALENDAR\r\n".repeat(5_000),
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
            "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n".repeat(2_000),
            "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n".repeat(3_000) + "END:VCALENDAR\r\n",
            "BEGIN:" + "V".repeat(LONG),
            "\r\n ".repeat(LONG / 3),
            "BEGIN:VCALENDAR\r\nX-A;" + "B=C;".repeat(10_000) + "D=E:1\r\nEND:VCALENDAR\r\n",
            """
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:X
            BEGIN:STANDARD
            DTSTART:00010101T000000
            RRULE:FREQ=SECONDLY
            TZOFFSETFROM:+0100
            TZOFFSETTO:+9999
            END:STANDARD
            END:VTIMEZONE
            END:VCALENDAR
            """.replace("\n", "\r\n"));

    static final List<String> TEXT = List.of(
            "",
            " ",
            "\n",
            "\u0000",
            "\uFEFF",
            "a".repeat(LONG),
            "\n".repeat(LONG),
            "#".repeat(LONG),
            "(".repeat(LONG),
            "---\n".repeat(10_000),
            "-----BEGIN PRIVATE KEY-----",
            "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
            "a.b.c",
            "...");

    private PathologicalLines() {}
}
