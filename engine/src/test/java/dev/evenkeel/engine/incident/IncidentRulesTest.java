// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
    void harmThatCallsOfOneFlagShowedIsNotThatOfAChangeOfAnotherFlag() {
        Instant later = AT.plus(Duration.ofMinutes(10));
        var ofRollback = new Signal("payments", "rollout:r-1", AT, Set.of("prod/limits"));
        Incident rollback = Incident.open("i-back", ofRollback, "rolled back", Origin.ROLLBACK, RULE.grade("page"));
        var ofOther = new Signal("payments", null, later, Set.of("prod/fees"));
        assertThat(Joining.find(ofOther, List.of(rollback))).isEmpty();
        assertThat(Joining.find(new Signal("payments", null, later, Set.of("prod/limits")), List.of(rollback)))
                .contains(rollback);
        assertThat(Joining.find(new Signal("payments", null, later), List.of(rollback)))
                .as("an alert that may be about all of the service")
                .contains(rollback);

        Incident burn = Incident.open("i-burn", ofOther, "burns", Origin.SLO_BURN, RULE.grade("page"));
        var laterRollback = new Signal("payments", "rollout:r-2", later, Set.of("prod/limits"));
        assertThat(Joining.find(laterRollback, List.of(burn))).isEmpty();
        assertThat(Joining.find(new Signal("payments", null, later, Set.of("prod/till")), List.of(burn)))
                .as("one outage shows in many flags")
                .contains(burn);
        assertThat(burn.about(Set.of("prod/till")).flags()).containsExactly("prod/fees", "prod/till");
        assertThat(burn.about(Set.of()).flags()).isEmpty();
    }

    @Test
    void aMitigatedIncidentOpensAgainAndAResolvedOneDoesNot() {
        Incident mitigated =
                incident("i-1", null, AT).in(IncidentState.MITIGATED).with(Response.NONE.with(Phase.MITIGATED, at(5)));
        Instant later = AT.plusSeconds(600);
        assertThat(mitigated.reopened(later).state()).isEqualTo(IncidentState.OPEN);
        assertThat(mitigated.reopened(later).reopenedAt()).isEqualTo(later);
        assertThat(mitigated.reopened(later).response().at(Phase.MITIGATED)).isNull();
        Incident resolved = mitigated.in(IncidentState.RESOLVED);
        assertThat(resolved.reopened(later)).isEqualTo(resolved);
    }

    @Test
    void aDeclarationJoinsAnOpenIncidentAndIsLinkedToAMitigatedOne() {
        Instant later = AT.plus(Duration.ofMinutes(10));
        Signal signal = new Signal("payments", null, later);
        Incident open = incident("i-open", null, AT);
        Incident mitigated =
                incident("i-mitigated", "rollout:r-1", AT.plusSeconds(60)).in(IncidentState.MITIGATED);
        Incident resolved = incident("i-resolved", null, AT).in(IncidentState.RESOLVED);
        assertThat(Joining.place(signal, Origin.PERSON, List.of(mitigated, open, resolved)))
                .isEqualTo(new Joining.Placement(open, null));
        assertThat(Joining.place(signal, Origin.PERSON, List.of(mitigated, resolved)))
                .isEqualTo(new Joining.Placement(null, mitigated));
        assertThat(Joining.place(signal, Origin.PERSON, List.of(resolved)))
                .isEqualTo(new Joining.Placement(null, null));
        assertThat(Joining.place(signal, Origin.SLO_BURN, List.of(mitigated, open)))
                .as("a machine's signal joins the one that was heard of last, and reopens it")
                .isEqualTo(new Joining.Placement(mitigated, null));
        Signal muchLater = new Signal("payments", null, later.plus(Joining.WINDOW));
        assertThat(Joining.place(muchLater, Origin.PERSON, List.of(mitigated, open)))
                .isEqualTo(new Joining.Placement(null, null));
    }

    @Test
    void anIncidentOfARollbackAsksForAReviewOnlyWhileItDoesNotHurtAgain() {
        Incident back = Incident.open(
                        "i-1",
                        new Signal("payments", "rollout:r-1", AT),
                        "r-1 was rolled back",
                        Origin.ROLLBACK,
                        new Graded(Severity.SEV2, 1, "an alert"))
                .in(IncidentState.MITIGATED);
        assertThat(back.asksForReview()).isTrue();
        assertThat(back.isSerious()).isFalse();
        Incident again = back.reopened(AT.plusSeconds(60));
        assertThat(again.asksForReview()).isFalse();
        assertThat(again.isSerious()).isTrue();
        assertThat(again.endsWithItsAlerts()).isTrue();
        assertThat(again.in(IncidentState.MITIGATED).asksForReview()).isTrue();
        Incident confirmed = again.with(again.response().confirm());
        assertThat(confirmed.endsWithItsAlerts()).isFalse();
        assertThat(confirmed.in(IncidentState.MITIGATED).asksForReview()).isFalse();
        assertThat(back.with(back.response().confirm()).asksForReview())
                .as("acknowledged, but never reopened")
                .isTrue();
    }

    @Test
    void anIncidentIsLinkedToAnotherOnce() {
        Incident linked =
                incident("i-1", null, AT).relatedTo("i-2").relatedTo("i-3").relatedTo("i-2");
        assertThat(linked.relatedIds()).containsExactly("i-2", "i-3");
        assertThat(linked.titled("payments fail again").dated(AT).relatedIds()).containsExactly("i-2", "i-3");
    }
}
