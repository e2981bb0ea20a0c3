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
                new IncidentSignal("payments", change, at),
                "payments fail",
                IncidentOrigin.PERSON,
                RULE.grade(IncidentImpact.UNKNOWN, false));
    }

    private static IncidentTimestamp at(int minute) {
        return IncidentTimestamp.exact(AT.plusSeconds(60L * minute), "ann");
    }

    private static List<String> missing(Incident incident, IncidentState next) {
        return IncidentStateValidator.missing(incident, next).stream()
                .map(IncidentStateValidator.Problem::what)
                .toList();
    }

    @Test
    void everyStateSaysAllThatItNeeds() {
        Incident open = incident("i-1", null, AT)
                .affecting(List.of(new AffectedItem("p-1", null), new AffectedItem("p-2", null)));
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
        IncidentResponseRecord response = IncidentResponseRecord.NONE
                .with(IncidentPhase.HARM_STARTED, at(0))
                .with(IncidentPhase.DETECTED, at(4))
                .with(IncidentPhase.MITIGATED, at(9))
                .mitigatedBy(Mitigation.ROLLBACK);
        Incident known = incident("i-1", null, AT)
                .with(response)
                .with(new IncidentAnalysis(
                        IncidentTrigger.BINARY_PUSH,
                        List.of(new IncidentCause("no test of retries", 2), new IncidentCause("pool too small", 1)),
                        List.of(new LinkedChange("rollout:r-1", "it failed", "guard")),
                        false,
                        DetectionSource.GUARD,
                        new IncidentImpact(0.05, 412L, null),
                        "rolled back in 9 minutes",
                        "it was Sunday",
                        false));
        assertThat(missing(known, IncidentState.RESOLVED)).isEmpty();
        assertThat(missing(known.in(IncidentState.RESOLVED), IncidentState.REVIEWED))
                .isEmpty();
    }

    @Test
    void timesThatContradictEachOtherAreNamedUnlessTheyMayBeOffByThatMuch() {
        IncidentResponseRecord response = IncidentResponseRecord.NONE
                .with(IncidentPhase.HARM_STARTED, at(10))
                .with(IncidentPhase.MITIGATED, at(5))
                .mitigatedBy(Mitigation.FIX);
        assertThat(missing(incident("i-1", null, AT).with(response), IncidentState.MITIGATED))
                .singleElement()
                .asString()
                .contains("mitigated (2026-11-25T18:05:00Z) is before harm started (2026-11-25T18:10:00Z)");
        IncidentResponseRecord vague = response.with(
                IncidentPhase.HARM_STARTED, new IncidentTimestamp(AT.plusSeconds(600), "ann", Duration.ofMinutes(5)));
        assertThat(missing(incident("i-1", null, AT).with(vague), IncidentState.MITIGATED))
                .isEmpty();
    }

    @Test
    void theWorstLevelThatIsReachedGivesTheSeverityAndSaysWhy() {
        assertThat(RULE.grade(new IncidentImpact(0.3, null, null), false))
                .isEqualTo(new SeverityRating(IncidentSeverity.SEV1, 1, "at least 25 % of users"));
        assertThat(RULE.grade(new IncidentImpact(0.001, 10_000L, null), false).severity())
                .isEqualTo(IncidentSeverity.SEV2);
        IncidentLoss lost = new IncidentLoss(
                new BigDecimal("412"), "payment", new BigDecimal("12.40"), "CHF", LocalDate.parse("2026-11-25"));
        assertThat(lost.amount()).isEqualByComparingTo("5108.80");
        assertThat(RULE.grade(new IncidentImpact(null, null, lost), false))
                .isEqualTo(new SeverityRating(IncidentSeverity.SEV3, 1, "at least 500 CHF lost"));
        assertThat(RULE.grade(new IncidentImpact(0.0, 1L, null), false).severity())
                .isEqualTo(IncidentSeverity.SEV4);
        assertThat(RULE.grade(IncidentImpact.UNKNOWN, true).severity()).isEqualTo(IncidentSeverity.SEV1);
        assertThat(RULE.grade("PAGE").severity()).isEqualTo(IncidentSeverity.SEV2);
        assertThat(RULE.grade((String) null).severity()).isEqualTo(IncidentSeverity.SEV4);
    }

    @Test
    void signalsJoinTheOpenIncidentOfTheirChange() {
        Incident ofNone = incident("i-none", null, AT);
        Incident ofOne = incident("i-one", "rollout:r-1", AT.plusSeconds(60));
        Incident closed = incident("i-closed", "rollout:r-2", AT).in(IncidentState.RESOLVED);
        List<Incident> known = List.of(ofNone, ofOne, closed);
        Instant later = AT.plus(Duration.ofMinutes(50));
        assertThat(IncidentMatcher.find(new IncidentSignal("payments", "rollout:r-1", later), known))
                .contains(ofOne);
        assertThat(IncidentMatcher.find(new IncidentSignal("payments", "rollout:r-2", later), known))
                .contains(ofNone);
        assertThat(IncidentMatcher.find(new IncidentSignal("payments", null, later), known))
                .contains(ofOne);
        assertThat(IncidentMatcher.find(new IncidentSignal("payments", "rollout:r-9", later), List.of(ofOne)))
                .isEmpty();
        assertThat(IncidentMatcher.find(new IncidentSignal("ledger", null, later), known))
                .isEmpty();
        Instant muchLater = AT.plus(IncidentMatcher.WINDOW).plusSeconds(61);
        assertThat(IncidentMatcher.find(new IncidentSignal("payments", null, muchLater), known))
                .isEmpty();
        assertThat(IncidentMatcher.find(new IncidentSignal("payments", null, muchLater), List.of(ofNone.heard(later))))
                .isPresent();
    }

    @Test
    void harmThatCallsOfOneFlagShowedIsNotThatOfAChangeOfAnotherFlag() {
        Instant later = AT.plus(Duration.ofMinutes(10));
        var ofRollback = new IncidentSignal("payments", "rollout:r-1", AT, Set.of("prod/limits"));
        Incident rollback =
                Incident.open("i-back", ofRollback, "rolled back", IncidentOrigin.ROLLBACK, RULE.grade("page"));
        var ofOther = new IncidentSignal("payments", null, later, Set.of("prod/fees"));
        assertThat(IncidentMatcher.find(ofOther, List.of(rollback))).isEmpty();
        assertThat(IncidentMatcher.find(
                        new IncidentSignal("payments", null, later, Set.of("prod/limits")), List.of(rollback)))
                .contains(rollback);
        assertThat(IncidentMatcher.find(new IncidentSignal("payments", null, later), List.of(rollback)))
                .as("an alert that may be about all of the service")
                .contains(rollback);

        Incident burn = Incident.open("i-burn", ofOther, "burns", IncidentOrigin.SLO_BURN, RULE.grade("page"));
        var laterRollback = new IncidentSignal("payments", "rollout:r-2", later, Set.of("prod/limits"));
        assertThat(IncidentMatcher.find(laterRollback, List.of(burn))).isEmpty();
        assertThat(IncidentMatcher.find(
                        new IncidentSignal("payments", null, later, Set.of("prod/till")), List.of(burn)))
                .as("one outage shows in many flags")
                .contains(burn);
        assertThat(burn.about(Set.of("prod/till")).flags()).containsExactly("prod/fees", "prod/till");
        assertThat(burn.about(Set.of()).flags()).isEmpty();
    }

    @Test
    void aMitigatedIncidentOpensAgainAndAResolvedOneDoesNot() {
        Incident mitigated = incident("i-1", null, AT)
                .in(IncidentState.MITIGATED)
                .with(IncidentResponseRecord.NONE.with(IncidentPhase.MITIGATED, at(5)));
        Instant later = AT.plusSeconds(600);
        assertThat(mitigated.reopened(later).state()).isEqualTo(IncidentState.OPEN);
        assertThat(mitigated.reopened(later).reopenedAt()).isEqualTo(later);
        assertThat(mitigated.reopened(later).response().at(IncidentPhase.MITIGATED))
                .isNull();
        Incident resolved = mitigated.in(IncidentState.RESOLVED);
        assertThat(resolved.reopened(later)).isEqualTo(resolved);
    }

    @Test
    void aDeclarationJoinsAnOpenIncidentAndIsLinkedToAMitigatedOne() {
        Instant later = AT.plus(Duration.ofMinutes(10));
        IncidentSignal signal = new IncidentSignal("payments", null, later);
        Incident open = incident("i-open", null, AT);
        Incident mitigated =
                incident("i-mitigated", "rollout:r-1", AT.plusSeconds(60)).in(IncidentState.MITIGATED);
        Incident resolved = incident("i-resolved", null, AT).in(IncidentState.RESOLVED);
        assertThat(IncidentMatcher.place(signal, IncidentOrigin.PERSON, List.of(mitigated, open, resolved)))
                .isEqualTo(new IncidentMatcher.Match(open, null));
        assertThat(IncidentMatcher.place(signal, IncidentOrigin.PERSON, List.of(mitigated, resolved)))
                .isEqualTo(new IncidentMatcher.Match(null, mitigated));
        assertThat(IncidentMatcher.place(signal, IncidentOrigin.PERSON, List.of(resolved)))
                .isEqualTo(new IncidentMatcher.Match(null, null));
        assertThat(IncidentMatcher.place(signal, IncidentOrigin.SLO_BURN, List.of(mitigated, open)))
                .as("a machine's signal joins the one that was heard of last, and reopens it")
                .isEqualTo(new IncidentMatcher.Match(mitigated, null));
        IncidentSignal muchLater = new IncidentSignal("payments", null, later.plus(IncidentMatcher.WINDOW));
        assertThat(IncidentMatcher.place(muchLater, IncidentOrigin.PERSON, List.of(mitigated, open)))
                .isEqualTo(new IncidentMatcher.Match(null, null));
    }

    @Test
    void anIncidentOfARollbackAsksForAReviewOnlyWhileItDoesNotHurtAgain() {
        Incident back = Incident.open(
                        "i-1",
                        new IncidentSignal("payments", "rollout:r-1", AT),
                        "r-1 was rolled back",
                        IncidentOrigin.ROLLBACK,
                        new SeverityRating(IncidentSeverity.SEV2, 1, "an alert"))
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
