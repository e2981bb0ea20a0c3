// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryRetryPolicyTest {
    private static final Instant AT = Instant.parse("2026-11-26T02:00:00Z");

    @Test
    void doublesRetryDelayUpToLimit() {
        List<Long> shortest = new ArrayList<>();
        List<Long> longest = new ArrayList<>();
        for (int tries = 1; tries <= 10; tries++) {
            shortest.add(pause(tries, 0));
            longest.add(pause(tries, 1));
        }
        assertThat(longest).containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
        assertThat(shortest).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 150L, 150L);
        assertThat(pause(1_000, 1)).isEqualTo(300);
    }

    private static long pause(int tries, double draw) {
        return Duration.between(
                        AT,
                        DeliveryRetryPolicy.DEFAULT
                                .nextAttempt(tries, AT, AT, null, draw)
                                .orElseThrow())
                .toSeconds();
    }

    @Test
    void stopsRetryingAfterOneDay() {
        Instant late = AT.plus(Duration.ofHours(24)).minusSeconds(200);
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(300, AT, late, null, 0))
                .contains(late.plusSeconds(150));
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(300, AT, late, null, 1))
                .isEmpty();
    }

    @Test
    void honorsRetryAfterUpToOneHour() {
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(1, AT, AT, Duration.ofSeconds(77), 0))
                .contains(AT.plusSeconds(77));
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(1, AT, AT, Duration.ofDays(7), 0))
                .contains(AT.plusSeconds(3_600));
        assertThat(DeliveryRetryPolicy.DEFAULT.nextAttempt(1, AT, AT, Duration.ZERO, 0))
                .isEqualTo(Optional.of(AT));
    }
}
