// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.rollout.TrialArrivalRate.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepForecastTest {
    private static final Instant NOW = Instant.parse("2026-01-01T03:00:00Z");
    private static final TrialArrivalRate TEN = new TrialArrivalRate(10, Duration.ofSeconds(60));
    private static final StepForecast.IncompleteProof ERRORS =
            new StepForecast.IncompleteProof("errors", "errors: 523 of about 1,790", 523, 1_790);
    private static final StepForecast.IncompleteProof ENDLESS =
            new StepForecast.IncompleteProof("p50", "p50: no end in sight", 523, -1);

    @Test
    void measuresTrialRateOverLastMinuteOfStep() {
        List<Arrival> arrivals = List.of(arrival(90, 5_000), arrival(59, 300), arrival(10, 300), arrival(-1, 9_000));
        assertThat(TrialArrivalRate.of(arrivals, NOW.minusSeconds(600), NOW)).contains(TEN);
        assertThat(TrialArrivalRate.of(arrivals, NOW.minusSeconds(20), NOW))
                .contains(new TrialArrivalRate(15, Duration.ofSeconds(20)));
    }

    @Test
    void returnsNoRateWithoutTrialsOrTime() {
        assertThat(TrialArrivalRate.of(List.of(), NOW.minusSeconds(600), NOW)).isEmpty();
        assertThat(TrialArrivalRate.of(List.of(arrival(10, 0)), NOW.minusSeconds(600), NOW))
                .isEmpty();
        assertThat(TrialArrivalRate.of(List.of(arrival(1, 50)), NOW.minusSeconds(4), NOW))
                .isEmpty();
        assertThat(TrialArrivalRate.of(List.of(arrival(1, 50)), NOW.plusSeconds(4), NOW))
                .isEmpty();
    }

    @Test
    void predictsEndOfSlowestRequirement() {
        var slower = new StepForecast.IncompleteProof("p99", "p99: 523 of about 5,523", 523, 5_523);
        var forecast = StepForecast.of(NOW, NOW.minusSeconds(1), TEN, List.of(ERRORS, slower));
        assertThat(forecast.expectedAt()).contains(NOW.plusSeconds(500));
        assertThat(forecast.summary())
                .isEqualTo("errors: 523 of about 1,790, about 2 min 7 s more at 10 trials per second; "
                        + "p99: 523 of about 5,523, about 8 min 20 s more at 10 trials per second");
        assertThat(StepForecast.of(NOW, NOW.plusSeconds(600), TEN, List.of(ERRORS))
                        .expectedAt())
                .contains(NOW.plusSeconds(600));
    }

    @Test
    void predictsEndOfMinimumDurationWithoutMissingProofs() {
        var forecast = StepForecast.of(NOW, NOW.plusSeconds(61), null, List.of());
        assertThat(forecast.expectedAt()).contains(NOW.plusSeconds(61));
        assertThat(forecast.summary()).isEqualTo("minimum duration ends in 1 min 1 s");
        assertThat(StepForecast.of(NOW, NOW, null, List.of()).summary()).isEmpty();
    }

    @Test
    void omitsPredictionWhenRemainingTimeIsUnknown() {
        var unmeasured = StepForecast.of(NOW, NOW, null, List.of(ERRORS));
        assertThat(unmeasured.expectedAt()).isEmpty();
        assertThat(unmeasured.summary()).endsWith("the remaining time is unknown because there are no trials yet");
        assertThat(StepForecast.of(NOW, NOW, TEN, List.of(ERRORS, ENDLESS)).expectedAt())
                .isEmpty();
        assertThat(StepForecast.of(NOW, NOW, TEN, List.of(ENDLESS)).summary()).isEqualTo("p50: no end in sight");
        var crawl = new TrialArrivalRate(1e-9, Duration.ofSeconds(60));
        assertThat(StepForecast.of(NOW, NOW, crawl, List.of(ERRORS)).expectedAt())
                .isEmpty();
    }

    private static Arrival arrival(long secondsAgo, long trials) {
        return new Arrival(NOW.minusSeconds(secondsAgo), trials);
    }
}
