// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentRulesTest {
    private static final Instant AT = Instant.parse("2026-11-25T18:00:00Z");
    private static final SeverityRule RULE = SeverityRule.first();

    private static Incident incident(String id, @org.jspecify.annotations.Nullable String change, Instant at) {
        return Incident.open(
                id,
                new Signal("payments", change, at),
                "payments fail",
                Origin.PERSON,
                RULE.grade(Impact.UNKNOWN, false));
    }

    private static Moment at(int minute) {
        return Moment.exact(AT.plusSeconds(60L * minute), "ann");
    }

    private static List<String> missing(Incident incident, IncidentState next) {
        return StateRule.missing(incident, next).stream()
                .map(StateRule.Missing::what)
                .toList();
    }

    @Test
    void everyStateSaysAllThatItNeeds() {
        Incident open =
                incident("i-1", null, AT).affecting(List.of(new Affected("p-1", null), new Affected("p-2", null)));
        assertThat(missing(open, IncidentState.OPEN)).containsExactly("it is OPEN already");
        assertThat(missing(open, IncidentState.MITIGATED))
                .containsExactly("what ended the harm is not said", "when the harm ended is not said");
        assertThat(missing(open, IncidentState.RESOLVED))
                .contains("when it was detected is not said", "2 of 2 affected have no correction: p-1, p-2");
        assertThat(missing(open, IncidentState.REVIEWED))
                .hasSize(9)
                .contains("it is OPEN, not RESOLVED", "no cause is named", "where there was luck is not said");
    }

    @Test
    void aReviewedIncidentLacksNothing() {
        Response response = Response.NONE
                .with(Phase.HARM_STARTED, at(0))
                .with(Phase.DETECTED, at(4))
                .with(Phase.MITIGATED, at(9))
                .mitigatedBy(Mitigation.ROLLBACK);
        Incident known = incident("i-1", null, AT)
                .with(response)
                .with(new Account(
                        Trigger.BINARY_PUSH,
                        List.of(new Cause("no test of retries", 2), new Cause("pool too small", 1)),
                        List.of(new LinkedChange("rollout:r-1", "it failed", "guard")),
                        false,
                        Detection.GUARD,
                        new Impact(0.05, 412L, null),
                        "rolled back in 9 minutes",
                        "it was Sunday",
                        false));
        assertThat(missing(known, IncidentState.RESOLVED)).isEmpty();
        assertThat(missing(known.in(IncidentState.RESOLVED), IncidentState.REVIEWED))
                .isEmpty();
    }

    @Test
    void timesThatContradictEachOtherAreNamedUnlessTheyMayBeOffByThatMuch() {
        Response response = Response.NONE
                .with(Phase.HARM_STARTED, at(10))
                .with(Phase.MITIGATED, at(5))
                .mitigatedBy(Mitigation.FIX);
        assertThat(missing(incident("i-1", null, AT).with(response), IncidentState.MITIGATED))
                .singleElement()
                .asString()
                .contains("mitigated (2026-11-25T18:05:00Z) is before harm started (2026-11-25T18:10:00Z)");
        Response vague =
                response.with(Phase.HARM_STARTED, new Moment(AT.plusSeconds(600), "ann", Duration.ofMinutes(5)));
        assertThat(missing(incident("i-1", null, AT).with(vague), IncidentState.MITIGATED))
                .isEmpty();
    }

    @Test
    void theWorstLevelThatIsReachedGivesTheSeverityAndSaysWhy() {
        assertThat(RULE.grade(new Impact(0.3, null, null), false))
                .isEqualTo(new Graded(Severity.SEV1, 1, "at least 25 % of users"));
        assertThat(RULE.grade(new Impact(0.001, 10_000L, null), false).severity())
                .isEqualTo(Severity.SEV2);
        Loss lost = new Loss(
                new BigDecimal("412"), "payment", new BigDecimal("12.40"), "CHF", LocalDate.parse("2026-11-25"));
        assertThat(lost.amount()).isEqualByComparingTo("5108.80");
        assertThat(RULE.grade(new Impact(null, null, lost), false))
                .isEqualTo(new Graded(Severity.SEV3, 1, "at least 500 CHF lost"));
        assertThat(RULE.grade(new Impact(0.0, 1L, null), false).severity()).isEqualTo(Severity.SEV4);
        assertThat(RULE.grade(Impact.UNKNOWN, true).severity()).isEqualTo(Severity.SEV1);
        assertThat(RULE.grade("PAGE").severity()).isEqualTo(Severity.SEV2);
        assertThat(RULE.grade((String) null).severity()).isEqualTo(Severity.SEV4);
    }

    @Test
    void signalsJoinTheOpenIncidentOfTheirChange() {
        Incident ofNone = incident("i-none", null, AT);
        Incident ofOne = incident("i-one", "rollout:r-1", AT.plusSeconds(60));
        Incident closed = incident("i-closed", "rollout:r-2", AT).in(IncidentState.RESOLVED);
        List<Incident> known = List.of(ofNone, ofOne, closed);
        Instant later = AT.plus(Duration.ofMinutes(50));
        assertThat(Joining.find(new Signal("payments", "rollout:r-1", later), known))
                .contains(ofOne);
        assertThat(Joining.find(new Signal("payments", "rollout:r-2", later), known))
                .contains(ofNone);
        assertThat(Joining.find(new Signal("payments", null, later), known)).contains(ofOne);
        assertThat(Joining.find(new Signal("payments", "rollout:r-9", later), List.of(ofOne)))
                .isEmpty();
        assertThat(Joining.find(new Signal("ledger", null, later), known)).isEmpty();
        Instant muchLater = AT.plus(Joining.WINDOW).plusSeconds(61);
        assertThat(Joining.find(new Signal("payments", null, muchLater), known)).isEmpty();
        assertThat(Joining.find(new Signal("payments", null, muchLater), List.of(ofNone.heard(later))))
                .isPresent();
    }

    @Test
    void aMitigatedIncidentOpensAgainAndAResolvedOneDoesNot() {
        Incident mitigated =
                incident("i-1", null, AT).in(IncidentState.MITIGATED).with(Response.NONE.with(Phase.MITIGATED, at(5)));
        assertThat(mitigated.reopened().state()).isEqualTo(IncidentState.OPEN);
        assertThat(mitigated.reopened().response().at(Phase.MITIGATED)).isNull();
        assertThat(mitigated.in(IncidentState.RESOLVED).reopened().state()).isEqualTo(IncidentState.RESOLVED);
    }
}
