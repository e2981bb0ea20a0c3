// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentStateValidatorTest {
    private static final Instant AT = Instant.parse("2026-11-25T18:00:00Z");
    private static final SeverityRule RULE = SeverityRule.initial();

    private static Incident incident(String id, @Nullable String change, Instant at) {
        return Incident.open(
                id,
                new IncidentSignal("payments", change, at),
                "payments fail",
                IncidentOrigin.PERSON,
                RULE.rate(IncidentImpact.UNKNOWN, false));
    }

    private static TimestampWithPrecision at(int minute) {
        return TimestampWithPrecision.exact(AT.plusSeconds(60L * minute), "ann");
    }

    private static List<String> problems(Incident incident, IncidentState next) {
        return IncidentStateValidator.validate(incident, next).stream()
                .map(IncidentStateValidator.Problem::what)
                .toList();
    }

    @Test
    void reportsAllMissingFieldsForEachState() {
        Incident open = incident("i-1", null, AT)
                .withAffectedItems(List.of(new AffectedItem("p-1", null), new AffectedItem("p-2", null)));
        assertThat(problems(open, IncidentState.OPEN)).containsExactly("the incident is already OPEN");
        assertThat(problems(open, IncidentState.MITIGATED))
                .containsExactly("the mitigation is not set", "the time of mitigation is not set");
        assertThat(problems(open, IncidentState.RESOLVED))
                .contains("the time of detection is not set", "2 of 2 affected items have no correction: p-1, p-2");
        assertThat(problems(open, IncidentState.REVIEWED))
                .hasSize(9)
                .contains(
                        "the incident is OPEN, not RESOLVED", "no cause is set", "where you got lucky is not recorded");
    }

    @Test
    void reportsNoProblemsForCompleteIncident() {
        IncidentResponseRecord response = IncidentResponseRecord.NONE
                .withTime(IncidentPhase.HARM_STARTED, at(0))
                .withTime(IncidentPhase.DETECTED, at(4))
                .withTime(IncidentPhase.MITIGATED, at(9))
                .withMitigation(MitigationType.ROLLBACK);
        Incident known = incident("i-1", null, AT)
                .withResponse(response)
                .withAnalysis(new IncidentFindings(
                        FailureTrigger.BINARY_PUSH,
                        List.of(new IncidentCause("no test of retries", 2), new IncidentCause("pool too small", 1)),
                        List.of(new LinkedChange("rollout:r-1", "it failed", "guard")),
                        false,
                        DetectionSource.GUARD,
                        new IncidentImpact(0.05, 412L, null),
                        "rolled back in 9 minutes",
                        "it was Sunday",
                        false));
        assertThat(problems(known, IncidentState.RESOLVED)).isEmpty();
        assertThat(problems(known.withState(IncidentState.RESOLVED), IncidentState.REVIEWED))
                .isEmpty();
    }

    @Test
    void rejectsContradictoryTimesBeyondTheirPrecision() {
        IncidentResponseRecord response = IncidentResponseRecord.NONE
                .withTime(IncidentPhase.HARM_STARTED, at(10))
                .withTime(IncidentPhase.MITIGATED, at(5))
                .withMitigation(MitigationType.FIX);
        assertThat(problems(incident("i-1", null, AT).withResponse(response), IncidentState.MITIGATED))
                .singleElement()
                .asString()
                .contains("mitigated (2026-11-25T18:05:00Z) is before impact started (2026-11-25T18:10:00Z)");
    }

    @Test
    void acceptsContradictoryTimesWithinTheirPrecision() {
        IncidentResponseRecord response = IncidentResponseRecord.NONE
                .withTime(IncidentPhase.HARM_STARTED, at(10))
                .withTime(IncidentPhase.MITIGATED, at(5))
                .withMitigation(MitigationType.FIX);
        IncidentResponseRecord vague = response.withTime(
                IncidentPhase.HARM_STARTED,
                new TimestampWithPrecision(AT.plusSeconds(600), "ann", Duration.ofMinutes(5)));
        assertThat(problems(incident("i-1", null, AT).withResponse(vague), IncidentState.MITIGATED))
                .isEmpty();
    }
}
