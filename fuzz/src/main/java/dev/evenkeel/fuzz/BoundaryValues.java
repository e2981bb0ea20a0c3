// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.util.ArrayList;
import java.util.List;

/// Values at and beyond the limits that readers expect, spelled for each dialect.
final class BoundaryValues {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1e999999999",
            "-1e999999999",
            "1e-999999999",
            "1e2147483647",
            "1e-2147483648",
            "1e99999999999",
            "1e308",
            "-1e308",
            "1e400",
            "9".repeat(400),
            "-" + "9".repeat(2_000),
            "0." + "1".repeat(2_000),
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "0.1234567890123456789012345678901234567890",
            "1E5",
            "4.9e-324");
    private static final List<String> NO_NUMBERS =
            List.of("NaN", "Infinity", "-Infinity", "01", "+1", ".5", "5.", "0x1F", "1_000", "--1", "1e", "1d", "1f");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "\t",
            "\u0000",
            "\u0007",
            "\u0085",
            "\u202e",
            "\uFEFF",
            "\uFFFF",
            "e\u0301\u0301\u0301",
            "\uD83D\uDE00",
            "a".repeat(70_000),
            "null",
            "true",
            "-1",
            "1e999999999",
            "NaN",
            "9999-99-99T99:99:99Z",
            "2026-02-30",
            "2026-11-25T18:00:00Z",
            "2026-11-25T18:00:00.123456789+14:00",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "+294277-01-01T00:00:00Z",
            "-4713-01-01T00:00:00Z",
            "PT0S",
            "PT-1S",
            "P999999999999D",
            "PT9223372036854775807S",
            "P1Y",
            "Europe/Zurich",
            "Mars/Olympus",
            "../../../../etc/passwd",
            "file:///etc/passwd",
            "http://127.0.0.1:1/",
            "jdbc:postgresql://127.0.0.1/",
            "${jndi:ldap://127.0.0.1:1/a}",
            "#{T(java.lang.Runtime)}",
            "'; drop table flag; --",
            "<script>alert(1)</script>",
            "%s%n%d",
            "\\",
            "a".repeat(60) + "!",
            "((((((((((a*)*)*)*)*)*)*)*)*)*)*b",
            "=1+1",
            "FREQ=HOURLY",
            "FREQ=DAILY" + ";BYDAY=MO".repeat(5_000),
            "0001-01-01T00:00",
            "user@example.com");

    private static final List<String> OF_YAML = List.of(
            "!!int abc",
            "!!int \"\"",
            "!!int 0b",
            "!!float abc",
            "!!float \"\"",
            "!!bool abc",
            "!!null abc",
            "!!binary abc",
            "!!binary \"%%%\"",
            "!!set {a, b}",
            "!!omap [a: 1]",
            "!!timestamp 2026",
            "!!map abc",
            "!!seq abc",
            "!!str [a]",
            "!!java.net.URL [\"http://127.0.0.1:1/\"]",
            "!<tag:yaml.org,2002:javax.script.ScriptEngineManager> []",
            "!local x",
            "!<!> x",
            "&a [*a]",
            "&a {b: *a}",
            "*nothing",
            "{<<: {a: 1}}",
            "{[a, b]: c}",
            "{{a: b}: c}",
            "{? a : b, ? a : c}",
            "{null: 1}",
            "{1: a, \"1\": b}",
            ".inf",
            "-.inf",
            ".nan",
            "~",
            "0o17",
            "0x1F",
            "0b1",
            "190:20:30",
            "2026-11-25",
            "|\n  text",
            ">-\n  text",
            "@a",
            "`a",
            "%a",
            "[a, b",
            "{a: b",
            "\"\\x41\\u0041\\U00000041\\N\"",
            "\"\\UFFFFFFFF\"");

    static final List<String> JSON = json();
    static final List<String> YAML = yaml();
    static final List<String> XML = xml();
    static final List<String> CSV = csv();
    static final List<String> ICALENDAR = iCalendar();
    static final List<String> TEXT = join(NUMBERS, NO_NUMBERS, TEXTS);

    private BoundaryValues() {}

    private static List<String> json() {
        List<String> quoted =
                new ArrayList<>(TEXTS.stream().map(BoundaryValues::quoted).toList());
        List<String> others = List.of(
                "null",
                "true",
                "false",
                "[]",
                "{}",
                "[[]]",
                "[{}]",
                "{\"a\":1}",
                "{\"\":{}}",
                "[null]",
                "[1,2,3]",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\u0000\"",
                "{\"\\u0000\":1}",
                "{\"\\ud800\":1}",
                "{\"a\":1,\"a\":2}",
                "\"\\x\"",
                "\"unclosed",
                "'single'",
                "[1,]",
                "{\"a\" 1}",
                "// comment",
                "undefined");
        return join(NUMBERS, NUMBERS, NO_NUMBERS, quoted, others, others);
    }

    private static List<String> yaml() {
        return join(JSON, OF_YAML, OF_YAML, OF_YAML);
    }

    private static List<String> xml() {
        List<String> others = List.of(
                "&undefined;",
                "&#0;",
                "&#x1F;",
                "&#xD800;",
                "&#x110000;",
                "&amp;",
                "<![CDATA[x]]>",
                "<![CDATA[",
                "]]>",
                "<!-- -->",
                "<!--",
                "<?php x?>",
                "<a xmlns=\"urn:x\"/>",
                "<p:a/>",
                "</a>",
                "<a b=\"1\" b=\"2\"/>",
                "<",
                "CHF");
        return join(NUMBERS, NO_NUMBERS, TEXTS, others, others);
    }

    private static List<String> csv() {
        List<String> others = List.of(
                "\"\"",
                "\"a,b\"",
                "\"a\nb\"",
                "\"a\"\"b\"",
                "\"",
                "\"\"\"",
                "a\"b",
                "\"a\"b",
                ",",
                ",,,,,,,,",
                "\r",
                "\n\n",
                ";",
                "@SUM(1)",
                "\"" + "x\n".repeat(1_000) + "\"");
        return join(NUMBERS, NO_NUMBERS, TEXTS, others, others);
    }

    private static List<String> iCalendar() {
        List<String> others = List.of(
                "99999999T999999Z",
                "00010101T000000Z",
                "99991231T235959Z",
                "20260229",
                "20261125T180000",
                "P99999999999W",
                "-PT1H",
                "PT",
                "FREQ=SECONDLY",
                "FREQ=SECONDLY;COUNT=2147483647",
                "FREQ=DAILY;INTERVAL=0",
                "FREQ=DAILY;INTERVAL=-1",
                "FREQ=DAILY;COUNT=-1",
                "FREQ=YEARLY;BYMONTH=13",
                "FREQ=MONTHLY;BYMONTHDAY=0",
                "FREQ=MONTHLY;BYDAY=99MO",
                "FREQ=WEEKLY;BYDAY=XX",
                "FREQ=YEARLY;UNTIL=99999999",
                "FREQ=NEVER",
                "FREQ=",
                "TZID=Mars/Olympus",
                "TZID=\"",
                "VALUE=DATE",
                "BEGIN:VEVENT",
                "END:VEVENT",
                "END:VCALENDAR",
                "BEGIN:VTIMEZONE",
                "\\n\\,\\;",
                ":",
                ";",
                "\r\n ");
        return join(NUMBERS, TEXTS, others, others, others);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @SafeVarargs
    private static List<String> join(List<String>... lists) {
        List<String> all = new ArrayList<>();
        for (List<String> list : lists) {
            all.addAll(list);
        }
        return List.copyOf(all);
    }
}
