// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class IncidentCsvFileTest {
    /* Seconds since an unknown start and the share that was down, as in published status histories. */
    private static final String STATUS_MAP = """
            id: [service, start_time]
            fields:
              service: {value: code-host}
              title: {column: service}
              severity: {column: status, from: {SEV4: 0, SEV3: 0.05, SEV2: 0.3, SEV1: 0.5}}
              HARM_STARTED: {column: start_time, unit: seconds, since: "2018-01-01T00:00:00Z", precision: PT5M}
            """;

    private static final String RICH_MAP = """
            id: [number]
            fields:
              service: {column: system, values: {PAY: payments, LED: ledger}}
              title: {column: summary}
              HARM_STARTED: {column: from, pattern: "dd.MM.yyyy HH:mm", zone: Europe/Zurich}
              MITIGATED: {column: until, unit: millis}
              trigger: {column: kind, values: {deploy: BINARY_PUSH}}
              causes: {column: causes, separator: "|"}
              failedRequests: {column: failed}
              affectedUserShare: {column: percent, factor: 0.01}
              financialLoss: {column: cost, currency: CHF}
            """;

    private static IncidentCsvFile rich(String rows) {
        return IncidentCsvFile.parse(
                "number,system,summary,from,until,kind,causes,failed,percent,cost\n" + rows, RICH_MAP);
    }

    @Test
    void parsesStartTimesAndSeverities() {
        IncidentCsvFile read = IncidentCsvFile.parse("""
                start_time,end_time,status,service
                0.0,4042.0,0.025000000000000022,host_global
                7927346.5,7930823.0,0.30000000000000004,host_global
                """, STATUS_MAP);
        assertThat(read.errors()).isEmpty();
        assertThat(read.incidents().stream().map(ObjectNode::toString))
                .containsExactly(
                        statusIncident("host_global/0.0", "2018-01-01T00:00:00Z", "SEV4"),
                        statusIncident("host_global/7927346.5", "2018-04-02T18:02:26.500Z", "SEV2"));
    }

    private static String statusIncident(String externalId, String harmStarted, String severity) {
        return Json.of(
                "{'externalId':'%s','times':{'HARM_STARTED':{'at':'%s','source':'import','precision':'PT5M'}},"
                        + "'service':'code-host','severity':'%s','title':'host_global'}",
                externalId, harmStarted, severity);
    }

    @Test
    void parsesAllOtherIncidentFields() {
        IncidentCsvFile read = rich("""
                7,PAY,"booked ""twice"",
                and late",25.11.2026 19:00,1764097200000,deploy,no limit| pool,412,6,5108.80
                8,LED,slow,26.11.2026 08:00,,,,,,
                """);
        assertThat(read.errors()).isEmpty();
        ObjectNode first = read.incidents().getFirst();
        assertThat(first.path("title").asString()).isEqualTo("booked \"twice\",\nand late");
        assertThat(first.path("service").asString()).isEqualTo("payments");
        assertThat(first.at("/times/HARM_STARTED/at").asString()).isEqualTo("2026-11-25T18:00:00Z");
        assertThat(first.at("/times/MITIGATED/at").asString()).isEqualTo("2025-11-25T19:00:00Z");
        assertThat(first.path("trigger").asString()).isEqualTo("BINARY_PUSH");
        assertThat(first.path("causes").toString()).isEqualTo(Json.of("[{'name':'no limit'},{'name':'pool'}]"));
        assertThat(first.at("/impact/failedRequests").asLong()).isEqualTo(412);
        assertThat(first.at("/impact/affectedUserShare").asDouble()).isEqualTo(0.06);
        assertThat(first.at("/impact/financialLoss/rate").decimalValue()).isEqualByComparingTo("5108.80");
        assertThat(first.at("/impact/financialLoss/day").asString()).isEqualTo("2026-11-25");
        assertThat(read.incidents().getLast().has("impact")).isFalse();
        assertThat(read.incidents().getLast().has("causes")).isFalse();
    }

    @Test
    void reportsAllErrorsOfAllRows() {
        IncidentCsvFile read = rich("""
                1,CARD,x,yesterday,soon,deploy,,many,-3,
                1,PAY,,25.11.2026 19:00,,party,,,,
                2,PAY
                """);
        assertThat(read.incidents()).isEmpty();
        assertThat(read.errors())
                .containsExactlyInAnyOrder(
                        "line 2, column system: service \"CARD\" is missing in values",
                        "line 2, column from: HARM_STARTED must be a time in the format of its mapping, got \"yesterday\"",
                        "line 2, column until: MITIGATED must be a number, got \"soon\"",
                        "line 2, column failed: failedRequests must be a number, got \"many\"",
                        "line 2, column percent: affectedUserShare must not be below 0, got -0.03",
                        "line 3: duplicate id \"1\"; add a column to id",
                        "line 3, column summary: title must not be empty",
                        "line 3, column kind: trigger \"party\" is missing in values",
                        "line 4: has 2 cells, the first row 10");
    }

    @Test
    void reportsAllMappingErrors() {
        IncidentCsvFile read = IncidentCsvFile.parse("a,b\n1,2\n", """
                id: [c]
                fields:
                  service: {column: a, value: x}
                  title: {column: z}
                  colour: {column: a}
                  DETECTED: {column: b, unit: weeks, since: once, zone: Mars, pattern: "QQQQQQQ"}
                """);
        List<String> places = read.errors().stream()
                .map(fault -> fault.replaceFirst("map (\\S+): .*", "$1"))
                .toList();
        assertThat(places)
                .containsExactlyInAnyOrder(
                        "/id/0",
                        "/fields/colour",
                        "/fields/service",
                        "/fields/title/column",
                        "/fields/DETECTED/unit",
                        "/fields/DETECTED/since",
                        "/fields/DETECTED/zone",
                        "/fields/DETECTED/pattern",
                        "/fields/HARM_STARTED");
    }

    @Test
    void rejectsEmptyFile() {
        assertThat(IncidentCsvFile.parse("", "{}").errors()).hasSize(1);
    }

    @Test
    void rejectsUnclosedQuote() {
        assertThat(IncidentCsvFile.parse("a\n\"x", "id: [a]").errors().getFirst())
                .contains("a quote is not closed");
    }

    @Test
    void rejectsExtremelyLargeOrSmallNumbers() {
        for (String number : List.of("1e2147483647", "1e-2147483647", "9".repeat(101), "1e999")) {
            IncidentCsvFile read = rich("7,PAY,x,25.11.2026 18:00," + number + ",deploy,a,1," + number + ",1\n");
            assertThat(read.errors())
                    .containsExactlyInAnyOrder(
                            "line 2, column until: MITIGATED must be a number of at most 100 digits, got \"" + number
                                    + "\"",
                            "line 2, column percent: affectedUserShare must be a number of at most 100 digits, got \""
                                    + number + "\"");
        }
        assertThat(rich("7,PAY,x,25.11.2026 18:00,1e30,deploy,a,1,1,1\n").errors())
                .containsExactly(
                        "line 2, column until: MITIGATED must be a time in the format of its mapping, got \"1e30\"");
    }
}
