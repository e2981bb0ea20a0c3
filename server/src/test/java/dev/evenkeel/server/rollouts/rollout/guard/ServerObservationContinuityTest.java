// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ServerObservationContinuityTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void keepsStartWhileSuccessesFollowEachOther() {
        var attention = new ServerObservationContinuity(START);
        for (int second = 1; second <= 100; second++) {
            assertThat(attention.observedSince(START.plusSeconds(second))).isEqualTo(START);
            attention.recordSuccess(START.plusSeconds(second));
        }
    }

    @Test
    void restartsAfterGapOfMoreThan5Seconds() {
        var attention = new ServerObservationContinuity(START);
        attention.recordSuccess(START.plusSeconds(10));

        assertThat(attention.observedSince(START.plusSeconds(15))).isEqualTo(START);
        assertThat(attention.observedSince(START.plusMillis(15_001))).isEqualTo(START.plusMillis(15_001));
        attention.recordSuccess(START.plusSeconds(16));
        assertThat(attention.observedSince(START.plusSeconds(17))).isEqualTo(START.plusMillis(15_001));
    }

    @Test
    void restartsWhenClockIsSetBack() {
        var attention = new ServerObservationContinuity(START);
        attention.recordSuccess(START.plusSeconds(10));
        Instant earlier = START.minusSeconds(3_600);

        assertThat(attention.observedSince(earlier)).isEqualTo(earlier);
        attention.recordSuccess(earlier);
        assertThat(attention.observedSince(earlier.plusSeconds(1))).isEqualTo(earlier);
    }

    @Test
    void countsConsecutiveFailures() {
        var attention = new ServerObservationContinuity(START);

        assertThat(attention.recordFailure()).isEqualTo(1);
        assertThat(attention.recordFailure()).isEqualTo(2);
        attention.recordSuccess(START);
        assertThat(attention.recordFailure()).isEqualTo(1);
    }
}
