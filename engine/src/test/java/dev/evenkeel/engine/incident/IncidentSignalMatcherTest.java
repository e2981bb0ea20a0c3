// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentSignalMatcherTest {
    private static final Instant AT = Instant.parse("2026-11-25T18:00:00Z");
    private static final SeverityRule RULE = SeverityRule.initial();
    private static final Instant LATER = AT.plus(Duration.ofMinutes(50));
    private static final Incident WITHOUT_CHANGE = incident("i-none", null, AT);
    private static final Incident OF_CHANGE = incident("i-one", "rollout:r-1", AT.plusSeconds(60));
    private static final List<Incident> KNOWN_INCIDENTS = List.of(
            WITHOUT_CHANGE, OF_CHANGE, incident("i-closed", "rollout:r-2", AT).withState(IncidentState.RESOLVED));
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

    private static Incident incident(String id, @Nullable String change, Instant at) {
        return Incident.open(
                id,
                new IncidentSignal("payments", change, at),
                "payments fail",
                IncidentOrigin.PERSON,
                RULE.rate(IncidentImpact.UNKNOWN, false));
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
        var laterRollback = new IncidentSignal("payments", "rollout:r-2", TEN_MINUTES_LATER, Set.of("prod/limits"));
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
}
