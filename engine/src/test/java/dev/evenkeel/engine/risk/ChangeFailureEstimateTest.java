// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeFailureEstimateTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2, 5, 0.33, 0.090, 0.626",
        "0, 10, 0.031, 0.000, 0.129",
        "3, 20, 0.152, 0.050, 0.291",
        "8, 60, 0.135, 0.071, 0.211"
    })
    void matchesReferenceValuesForFinancialServicesPrior(int failed, int of, double mean, double low, double high) {
        var rate = new ChangeFailureEstimate(FailurePrior.FINANCIAL_SERVICES.distribution(), failed, of - failed);
        assertThat(rate.posterior().mean()).isCloseTo(mean, within(0.0005 + (mean > 0.3 ? 0.005 : 0)));
        assertThat(rate.credibleInterval().low()).isCloseTo(low, within(0.0005));
        assertThat(rate.credibleInterval().high()).isCloseTo(high, within(0.0005));
        assertThat(rate.isSmallSample()).isEqualTo(of < 20);
    }

    @Test
    void weightsOldChangesLessAndIgnoresFutureOnes() {
        List<ChangeFailureEstimate.PastChangeOutcome> history = new ArrayList<>(List.of(
                new ChangeFailureEstimate.PastChangeOutcome(NOW, true),
                new ChangeFailureEstimate.PastChangeOutcome(NOW.minus(ChangeFailureEstimate.HALF_LIFE), true),
                new ChangeFailureEstimate.PastChangeOutcome(
                        NOW.minus(ChangeFailureEstimate.HALF_LIFE.multipliedBy(2)), false),
                new ChangeFailureEstimate.PastChangeOutcome(NOW.plus(Duration.ofSeconds(1)), true)));
        ChangeFailureEstimate rate = ChangeFailureEstimate.of(FailurePrior.JEFFREYS.distribution(), history, NOW);
        assertThat(rate.failed()).isCloseTo(1.5, within(1e-12));
        assertThat(rate.clean()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void returnsWideIntervalForTwoFailuresOfFive() {
        BetaValue betaValue = FailurePrior.JEFFREYS.distribution().update(2, 3);
        assertThat(betaValue.quantile(0.025)).isCloseTo(0.09, within(0.005));
        assertThat(betaValue.quantile(0.975)).isCloseTo(0.79, within(0.005));
    }
}
