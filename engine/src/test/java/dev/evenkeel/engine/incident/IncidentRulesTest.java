// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private static final SeverityRule RULE = SeverityRule.initial();
    private static final IncidentLoss LOSS = new IncidentLoss(
            new BigDecimal("412"), "payment", new BigDecimal("12.40"), "CHF", LocalDate.parse("2026-11-25"));
    private static final Instant LATER = AT.plus(Duration.ofMinutes(50));
    private static final Incident WITHOUT_CHANGE = incident("i-none", null, AT);
    private static final Incident OF_CHANGE = incident("i-one", "rollout:r-1", AT.plusSeconds(60));
    private static final List<Incident> KNOWN_INCIDENTS = List.of(
            WITHOUT_CHANGE,
            OF_CHANGE,
            incident("i-closed", "rollout:r-2", AT).withState(IncidentState.RESOLVED));
    private static final Instant TEN_MINUTES_LATER = AT.plus(Duration.ofMinutes(10));
    private static final IncidentSignal SIGNAL_OF_FEES =
            new IncidentSignal("payments", null, TEN_MINUTES_LATER, Set.of("prod/fees"));
    private static final Incident ROLLBACK_OF_LIMITS = Incident.open(
            "i-back",
            new IncidentSignal("payments", "rollout:r-1", AT, Set.of("prod/limits")),
            "rolled back",
            IncidentOrigin.ROLLBACK,
            RULE.rate("page"));
    private static final Incident BURN_OF_FEES =
            Incident.open("i-burn", SIGNAL_OF_FEES, "burns", IncidentOrigin.SLO_BURN, RULE.rate("page"));
    private static final Incident MITIGATED_ROLLBACK = Incident.open(
                    "i-1",
                    new IncidentSignal("payments", "rollout:r-1", AT),
                    "r-1 was rolled back",
                    IncidentOrigin.ROLLBACK,
                    new SeverityRating(IncidentSeverity.SEV2, 1, "an alert"))
            .withState(IncidentState.MITIGATED);

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
                        "the incident is OPEN, not RESOLVED",
                        "no cause is set",
                        "where you got lucky is not recorded");
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

    @Test
    void ratesSeverityByHighestReachedThreshold() {
        assertThat(RULE.rate(new IncidentImpact(0.3, null, null), false))
                .isEqualTo(new SeverityRating(IncidentSeverity.SEV1, 1, "at least 25% of users"));
        assertThat(RULE.rate(new IncidentImpact(0.001, 10_000L, null), false).severity())
                .isEqualTo(IncidentSeverity.SEV2);
        assertThat(RULE.rate(new IncidentImpact(null, null, LOSS), false))
                .isEqualTo(new SeverityRating(IncidentSeverity.SEV3, 1, "at least 500 CHF lost"));
        assertThat(RULE.rate(new IncidentImpact(0.0, 1L, null), false).severity())
                .isEqualTo(IncidentSeverity.SEV4);
        assertThat(RULE.rate(IncidentImpact.UNKNOWN, true).severity()).isEqualTo(IncidentSeverity.SEV1);
    }

    @Test
    void ratesUnknownImpactBySeverityOfAlert() {
        assertThat(RULE.rate("PAGE").severity()).isEqualTo(IncidentSeverity.SEV2);
        assertThat(RULE.rate((String) null).severity()).isEqualTo(IncidentSeverity.SEV4);
    }

    @Test
    void multipliesLossByAmountPerUnit() {
        assertThat(LOSS.amount()).isEqualByComparingTo("5108.80");
    }

    @Test
    void matchesSignalToIncidentOfSameChange() {
        assertThat(findMatch(new IncidentSignal("payments", "rollout:r-1", LATER), KNOWN_INCIDENTS))
                .contains(OF_CHANGE);
    }

    @Test
    void matchesSignalOfClosedChangeToIncidentWithoutChange() {
        assertThat(findMatch(new IncidentSignal("payments", "rollout:r-2", LATER), KNOWN_INCIDENTS))
                .contains(WITHOUT_CHANGE);
    }

    @Test
    void matchesSignalWithoutChangeToNewestIncident() {
        assertThat(findMatch(new IncidentSignal("payments", null, LATER), KNOWN_INCIDENTS))
                .contains(OF_CHANGE);
    }

    @Test
    void ignoresIncidentsOfOtherChangesAndServices() {
        assertThat(findMatch(new IncidentSignal("payments", "rollout:r-9", LATER), List.of(OF_CHANGE)))
                .isEmpty();
        assertThat(findMatch(new IncidentSignal("ledger", null, LATER), KNOWN_INCIDENTS))
                .isEmpty();
    }

    @Test
    void ignoresIncidentsOutsideTimeWindow() {
        Instant muchLater = AT.plus(IncidentSignalMatcher.WINDOW).plusSeconds(61);
        assertThat(findMatch(new IncidentSignal("payments", null, muchLater), KNOWN_INCIDENTS))
                .isEmpty();
        assertThat(findMatch(
                        new IncidentSignal("payments", null, muchLater), List.of(WITHOUT_CHANGE.withSignalAt(LATER))))
                .isPresent();
    }

    @Test
    void doesNotMatchSignalOfOtherFlag() {
        assertThat(findMatch(SIGNAL_OF_FEES, List.of(ROLLBACK_OF_LIMITS))).isEmpty();
        assertThat(findMatch(
                        new IncidentSignal("payments", null, TEN_MINUTES_LATER, Set.of("prod/limits")),
                        List.of(ROLLBACK_OF_LIMITS)))
                .contains(ROLLBACK_OF_LIMITS);
    }

    /// An alert without a flag can concern the whole service.
    @Test
    void matchesSignalWithoutFlag() {
        assertThat(findMatch(new IncidentSignal("payments", null, TEN_MINUTES_LATER), List.of(ROLLBACK_OF_LIMITS)))
                .contains(ROLLBACK_OF_LIMITS);
    }

    /// One outage can burn the error budgets of many flags.
    @Test
    void matchesBurnSignalsOfDifferentFlags() {
        var laterRollback =
                new IncidentSignal("payments", "rollout:r-2", TEN_MINUTES_LATER, Set.of("prod/limits"));
        assertThat(findMatch(laterRollback, List.of(BURN_OF_FEES))).isEmpty();
        assertThat(findMatch(
                        new IncidentSignal("payments", null, TEN_MINUTES_LATER, Set.of("prod/till")),
                        List.of(BURN_OF_FEES)))
                .contains(BURN_OF_FEES);
    }

    private static Optional<Incident> findMatch(IncidentSignal signal, List<Incident> incidents) {
        return IncidentSignalMatcher.findMatch(signal, incidents);
    }

    @Test
    void mergesAffectedFlags() {
        assertThat(BURN_OF_FEES.withFlags(Set.of("prod/till")).flags()).containsExactly("prod/fees", "prod/till");
        assertThat(BURN_OF_FEES.withFlags(Set.of()).flags()).isEmpty();
    }

    @Test
    void reopensMitigatedButNotResolvedIncident() {
        Incident mitigated = incident("i-1", null, AT)
                .withState(IncidentState.MITIGATED)
                .withResponse(IncidentResponseRecord.NONE.withTime(IncidentPhase.MITIGATED, at(5)));
        Instant later = AT.plusSeconds(600);
        assertThat(mitigated.reopen(later).state()).isEqualTo(IncidentState.OPEN);
        assertThat(mitigated.reopen(later).reopenedAt()).isEqualTo(later);
        assertThat(mitigated.reopen(later).response().timeOf(IncidentPhase.MITIGATED))
                .isNull();
        Incident resolved = mitigated.withState(IncidentState.RESOLVED);
        assertThat(resolved.reopen(later)).isEqualTo(resolved);
    }

    @Test
    void joinsOpenIncidentOrLinksMitigatedIncidentOnDeclaration() {
        Instant later = AT.plus(Duration.ofMinutes(10));
        IncidentSignal signal = new IncidentSignal("payments", null, later);
        Incident open = incident("i-open", null, AT);
        Incident mitigated =
                incident("i-mitigated", "rollout:r-1", AT.plusSeconds(60)).withState(IncidentState.MITIGATED);
        Incident resolved = incident("i-resolved", null, AT).withState(IncidentState.RESOLVED);
        assertThat(IncidentSignalMatcher.match(signal, IncidentOrigin.PERSON, List.of(mitigated, open, resolved)))
                .isEqualTo(new IncidentSignalMatcher.JoinedOrRelatedIncident(open, null));
        assertThat(IncidentSignalMatcher.match(signal, IncidentOrigin.PERSON, List.of(mitigated, resolved)))
                .isEqualTo(new IncidentSignalMatcher.JoinedOrRelatedIncident(null, mitigated));
        assertThat(IncidentSignalMatcher.match(signal, IncidentOrigin.PERSON, List.of(resolved)))
                .isEqualTo(new IncidentSignalMatcher.JoinedOrRelatedIncident(null, null));
        assertThat(IncidentSignalMatcher.match(signal, IncidentOrigin.SLO_BURN, List.of(mitigated, open)))
                .as("an automatic signal joins the incident with the newest signal and reopens it")
                .isEqualTo(new IncidentSignalMatcher.JoinedOrRelatedIncident(mitigated, null));
        IncidentSignal muchLater = new IncidentSignal("payments", null, later.plus(IncidentSignalMatcher.WINDOW));
        assertThat(IncidentSignalMatcher.match(muchLater, IncidentOrigin.PERSON, List.of(mitigated, open)))
                .isEqualTo(new IncidentSignalMatcher.JoinedOrRelatedIncident(null, null));
    }

    @Test
    void isReviewOnlyForMitigatedRollback() {
        assertThat(MITIGATED_ROLLBACK.reviewOnly()).isTrue();
        assertThat(MITIGATED_ROLLBACK.isSerious()).isFalse();
    }

    @Test
    void isSeriousAfterReopening() {
        Incident reopened = MITIGATED_ROLLBACK.reopen(AT.plusSeconds(60));
        assertThat(reopened.reviewOnly()).isFalse();
        assertThat(reopened.isSerious()).isTrue();
        assertThat(reopened.endsWithAlerts()).isTrue();
        assertThat(reopened.withState(IncidentState.MITIGATED).reviewOnly()).isTrue();
    }

    @Test
    void isNotReviewOnlyAfterConfirmedReopening() {
        Incident reopened = MITIGATED_ROLLBACK.reopen(AT.plusSeconds(60));
        Incident confirmed = reopened.withResponse(reopened.response().withConfirmation());
        assertThat(confirmed.endsWithAlerts()).isFalse();
        assertThat(confirmed.withState(IncidentState.MITIGATED).reviewOnly()).isFalse();
    }

    @Test
    void isReviewOnlyWhenConfirmedWithoutReopening() {
        Incident confirmed = MITIGATED_ROLLBACK.withResponse(MITIGATED_ROLLBACK.response().withConfirmation());
        assertThat(confirmed.reviewOnly()).isTrue();
    }

    @Test
    void linksRelatedIncidentOnlyOnce() {
        Incident linked =
                incident("i-1", null, AT).withRelated("i-2").withRelated("i-3").withRelated("i-2");
        assertThat(linked.relatedIds()).containsExactly("i-2", "i-3");
        assertThat(linked.withTitle("payments fail again").withOpenedAt(AT).relatedIds())
                .containsExactly("i-2", "i-3");
    }
}
