// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SeverityRuleTest {
    private static final SeverityRule RULE = SeverityRule.initial();
    private static final IncidentLoss LOSS = new IncidentLoss(
            new BigDecimal("412"), "payment", new BigDecimal("12.40"), "CHF", LocalDate.parse("2026-11-25"));

    @Test
    void ratesSeverityByHighestReachedThreshold() {
        assertThat(RULE.rate(new IncidentImpact(0.3, null, null), false))
                .isEqualTo(new SeverityRating(IncidentSeverity.SEV1, 1, "at least 25% of users"));
        assertThat(RULE.rate(new IncidentImpact(0.001, 10_000L, null), false).severity())
                .isEqualTo(IncidentSeverity.SEV2);
        assertThat(RULE.rate(new IncidentImpact(null, null, LOSS), false))
                .isEqualTo(new SeverityRating(IncidentSeverity.SEV3, 1, "at least CHF 500 lost"));
        assertThat(RULE.rate(new IncidentImpact(0.0, 1L, null), false).severity())
                .isEqualTo(IncidentSeverity.SEV4);
        assertThat(RULE.rate(IncidentImpact.UNKNOWN, true).severity()).isEqualTo(IncidentSeverity.SEV1);
    }

    @Test
    void ratesUnknownImpactBySeverityOfAlert() {
        assertThat(RULE.rate("PAGE").severity()).isEqualTo(IncidentSeverity.SEV2);
        assertThat(RULE.rate((String) null).severity()).isEqualTo(IncidentSeverity.SEV4);
    }
}
