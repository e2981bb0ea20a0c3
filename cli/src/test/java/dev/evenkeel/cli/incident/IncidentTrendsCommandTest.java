// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.IncidentReportApi.HarmAmount;
import dev.evenkeel.api.IncidentReportApi.MedianIncidentDurationMinutes;
import dev.evenkeel.api.IncidentReportApi.QuarterIncidentStats;
import dev.evenkeel.api.IncidentReportApi.QuarterReportResponse;
import dev.evenkeel.cli.CliResult;
import dev.evenkeel.cli.StubServer;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IncidentTrendsCommandTest {
    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void showsQuarterlyTrendsWithIntervals() {
        var third = new QuarterIncidentStats(
                "2026Q3",
                LocalDate.parse("2026-07-01"),
                1.0,
                1,
                new HarmAmount(2, 0, 2, 0.2422, 7.2247),
                new HarmAmount(110, 0, 110, 9.1, 441.7),
                new HarmAmount(300, 1, 300, 7.6, 1671.0),
                List.of(20.0, 90.0),
                new MedianIncidentDurationMinutes(20.0, null, null, 6));
        var fourth = new QuarterIncidentStats(
                "2026Q4",
                LocalDate.parse("2026-10-01"),
                0.5,
                0,
                new HarmAmount(0, 0, 0, 0, 7.378),
                new HarmAmount(0, 0, 0, 0, null),
                new HarmAmount(0, 0, 0, 0, null),
                List.of(),
                new MedianIncidentDurationMinutes(null, null, null, 6));
        server.respond(new QuarterReportResponse("CHF", List.of("one", "two"), List.of(third, fourth)));
        CliResult result = server.run("incident", "trends", "--quarters", "2", "--service", "payments");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(server.requests()).containsExactly("GET /api/v1/incidents/quarters?quarters=2&service=payments");
        assertThat(result.out())
                .containsExactly(
                        "QUARTER               INCIDENTS          NEAR MISSES  MINUTES           CHF"
                                + "                            MINUTES EACH",
                        "2026Q3                2 (0.242 to 7.22)  1            110 (9.1 to 442)  300 (7.6 to 1,671), 1 unknown"
                                + "  20, 90",
                        "2026Q4 (50% elapsed)  0 (0 to 7.38)      0            0 (0 to ?)        0 (0 to ?)",
                        "",
                        "Assumptions:",
                        "  one",
                        "  two");
    }
}
