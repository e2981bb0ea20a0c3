// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import static dev.evenkeel.engine.effectiveness.WeeklyFailureFixtures.TRIGGER;
import static dev.evenkeel.engine.effectiveness.WeeklyFailureFixtures.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.effectiveness.EffectStatement.Kind;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.SeverityRating;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceIncidentRateEffectTest {
    private static final LocalDate RECORDED = TRIGGER.minusWeeks(26);

    @ParameterizedTest
    @CsvSource({"5, 2, 0.04, 2.44, NO_DIFFERENCE_SHOWN", "30, 12, 0.19, 0.80, IMPROVED"})
    void comparesIncidentCountsBeforeAndAfter(int before, int after, double low, double high, Kind kind) {
        ServiceIncidentRateEffect result = of(incidents(before, after), IncidentSeverity.SEV2);
        RateRatioEstimate claim = Objects.requireNonNull(result.claim());

        assertThat(claim.ratio()).isEqualTo(0.4, within(1e-12));
        assertThat(claim.low()).isEqualTo(low, within(0.005));
        assertThat(claim.high()).isEqualTo(high, within(0.005));
        assertThat(result.statement().kind()).isEqualTo(kind);
        assertThat(result.before().weeks()).isEqualTo(26);
        assertThat(result.after().weeks()).isEqualTo(26);
    }

    @Test
    void formatsEffectAsSentence() {
        assertThat(of(incidents(30, 12), IncidentSeverity.SEV2).statement().sentence())
                .isEqualTo("incidents per week fell to 0.40 of the earlier rate (0.19 to 0.80)");
    }

    @Test
    void excludesMilderIncidentsAndThoseBetweenTriggerAndWork() {
        List<SeverityRatedIncident> incidents = incidents(5, 2);
        incidents.add(incident(TRIGGER, IncidentSeverity.SEV1, 1));
        incidents.add(incident(TRIGGER.plusWeeks(8).minusDays(1), IncidentSeverity.SEV1, 1));
        incidents.add(incident(TRIGGER.minusDays(1), IncidentSeverity.SEV3, 1));

        assertThat(of(incidents, IncidentSeverity.SEV2).statement())
                .isEqualTo(of(incidents(5, 2), IncidentSeverity.SEV2).statement());
        assertThat(of(incidents, IncidentSeverity.SEV3).before().incidents()).isEqualTo(6);
    }

    @Test
    void returnsCannotTellForMixedSeverityRuleVersions() {
        List<SeverityRatedIncident> incidents = incidents(5, 2);
        incidents.add(incident(TRIGGER.minusDays(1), IncidentSeverity.SEV4, 2));

        assertThat(of(incidents, IncidentSeverity.SEV2).statement())
                .isEqualTo(new EffectStatement(
                        Kind.CANNOT_TELL,
                        "insufficient data: incidents were rated with severity rule versions [1, 2]; rate all with one"
                                + " version"));
    }

    @Test
    void returnsCannotTellWithInsufficientData() {
        assertThat(of(List.of(), IncidentSeverity.SEV2).statement().sentence())
                .isEqualTo("insufficient data: there were no incidents before or after");
        ServiceIncidentRateEffect young =
                ServiceIncidentRateEffect.of(WINDOW, RECORDED.plusDays(1), incidents(5, 2), IncidentSeverity.SEV2);
        assertThat(young.statement().sentence())
                .isEqualTo(
                        "insufficient data: the baseline before the trigger on 2026-01-05 has 25 weeks; at least 26 are"
                                + " required");
        assertThat(young.claim()).isNull();
    }

    @Test
    void sumsMinutesAndLossBeforeAndAfter() {
        List<SeverityRatedIncident> incidents = incidents(3, 1);
        incidents.add(new SeverityRatedIncident(TRIGGER.minusDays(1), graded(IncidentSeverity.SEV1, 1), null, null));

        assertThat(of(incidents, IncidentSeverity.SEV2).formatTotals())
                .isEqualTo("90 minutes (1 of the incidents unknown) and 3000.00 lost (1 of the incidents unknown) in 26"
                        + " weeks before, 30 minutes and 1000.00 lost in 26 weeks after (totals only, not a"
                        + " proof)");
    }

    private static ServiceIncidentRateEffect of(List<SeverityRatedIncident> incidents, IncidentSeverity atLeast) {
        return ServiceIncidentRateEffect.of(WINDOW, RECORDED, incidents, atLeast);
    }

    private static List<SeverityRatedIncident> incidents(int before, int after) {
        List<SeverityRatedIncident> incidents = new ArrayList<>();
        IntStream.range(0, before)
                .forEach(at -> incidents.add(incident(RECORDED.plusDays(6L * at), IncidentSeverity.SEV2, 1)));
        IntStream.range(0, after)
                .forEach(at ->
                        incidents.add(incident(TRIGGER.plusWeeks(8).plusDays(15L * at), IncidentSeverity.SEV1, 1)));
        return incidents;
    }

    private static SeverityRatedIncident incident(LocalDate day, IncidentSeverity severity, int rule) {
        return new SeverityRatedIncident(day, graded(severity, rule), 30.0, new BigDecimal("1000.00"));
    }

    private static SeverityRating graded(IncidentSeverity severity, int rule) {
        return new SeverityRating(severity, rule, "at least 5% of users");
    }
}
