// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentTest {
    private static final Instant AT = Instant.parse("2026-11-25T18:00:00Z");
    private static final SeverityRule RULE = SeverityRule.initial();
    private static final Instant TEN_MINUTES_LATER = AT.plus(Duration.ofMinutes(10));
    private static final IncidentSignal SIGNAL_OF_FEES =
            new IncidentSignal("payments", null, TEN_MINUTES_LATER, Set.of("prod/fees"));
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
        Incident confirmed =
                MITIGATED_ROLLBACK.withResponse(MITIGATED_ROLLBACK.response().withConfirmation());
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
