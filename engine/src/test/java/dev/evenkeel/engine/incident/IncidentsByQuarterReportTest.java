// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.incident.IncidentsByQuarterReport.QuarterSummary;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentsByQuarterReportTest {
    /* The middle of the fourth quarter: 46 of 92 days are over. */
    private static final Instant NOW = Instant.parse("2026-11-16T00:00:00Z");

    private static Incident incident(String began, int minutes, int chf, boolean nearMiss) {
        Instant at = Instant.parse(began);
        IncidentLoss loss = new IncidentLoss(
                BigDecimal.valueOf(chf), "payment", BigDecimal.ONE, "CHF", LocalDate.parse("2026-01-01"));
        return Incident.open(
                        "i-" + began,
                        new IncidentSignal("payments", null, at.plus(Duration.ofDays(1))),
                        "fails",
                        IncidentOrigin.PERSON,
                        new SeverityRating(IncidentSeverity.SEV2, 1, "by hand"))
                .withResponse(IncidentResponseRecord.NONE
                        .withTime(IncidentPhase.HARM_STARTED, TimestampWithPrecision.exact(at, "log"))
                        .withTime(
                                IncidentPhase.MITIGATED,
                                TimestampWithPrecision.exact(at.plus(Duration.ofMinutes(minutes)), "log")))
                .withAnalysis(new IncidentFindings(
                        null,
                        List.of(),
                        List.of(),
                        false,
                        null,
                        new IncidentImpact(null, null, chf == 0 ? null : loss),
                        "",
                        "",
                        nearMiss));
    }

    private static IncidentsByQuarterReport report(int quarters, Incident... incidents) {
        return IncidentsByQuarterReport.of(List.of(incidents), quarters, "CHF", NOW);
    }

    @Test
    void countsIncidentsInQuarterOfImpactStart() {
        IncidentsByQuarterReport report = report(
                3,
                incident("2026-03-31T23:59:00Z", 10, 1, false),
                incident("2026-04-01T00:00:00Z", 30, 100, false),
                incident("2026-09-30T23:59:59Z", 90, 300, false),
                incident("2026-08-01T00:00:00Z", 20, 0, false),
                incident("2026-08-02T00:00:00Z", 5, 0, true),
                incident("2026-11-01T00:00:00Z", 60, 500, false));
        assertThat(report.quarters())
                .extracting(row -> row.quarter().toString())
                .containsExactly("2026Q2", "2026Q3", "2026Q4");
        assertThat(report.quarters()).extracting(one -> one.incidents().sum()).containsExactly(1.0, 2.0, 1.0);
        assertThat(report.quarters()).extracting(one -> one.minutes().sum()).containsExactly(30.0, 110.0, 60.0);
        assertThat(report.quarters()).extracting(one -> one.money().sum()).containsExactly(100.0, 300.0, 500.0);
        assertThat(report.quarters()).extracting(one -> one.money().unknown()).containsExactly(0, 1, 0);
        assertThat(report.quarters()).extracting(QuarterSummary::nearMisses).containsExactly(0, 1, 0);
        QuarterSummary third = report.quarters().get(1);
        assertThat(third.lengths()).containsExactly(Duration.ofMinutes(20), Duration.ofMinutes(90));
        assertThat(third.median().low()).as("two incidents bound no median").isNull();
        assertThat(third.incidents().average().low()).isCloseTo(0.2422, within(1e-4));
        assertThat(third.incidents().average().high()).isCloseTo(7.2247, within(1e-4));
    }

    @Test
    void scalesRatesOfCurrentQuarterByElapsedTime() {
        QuarterSummary present = report(1, incident("2026-11-01T00:00:00Z", 60, 500, false))
                .quarters()
                .getFirst();
        assertThat(present.elapsed()).isCloseTo(0.5, within(1e-9));
        assertThat(present.incidents().sum()).isEqualTo(1);
        assertThat(present.incidents().average().sum()).isCloseTo(2, within(1e-9));
        assertThat(present.incidents().average().high()).isCloseTo(2 * 5.5716, within(1e-3));
    }

    @Test
    void reportsUpperBoundForQuarterWithoutIncidents() {
        IncidentsByQuarterReport report = report(2, incident("2026-07-02T00:00:00Z", 60, 0, false));
        QuarterSummary quiet = report.quarters().getLast();
        assertThat(quiet.incidents().average().high()).isGreaterThan(3.6);
        assertThat(quiet.minutes().average().high())
                .as("as large as the largest observed")
                .isGreaterThan(3.6 * 60);
        assertThat(quiet.money().average().high()).as("no sum was reported").isNull();
    }
}
