// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ObservationContinuityTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void reachesBackToWhenItBeganWhileLooksFollowEachOther() {
        var attention = new ObservationContinuity(START);
        for (int second = 1; second <= 100; second++) {
            assertThat(attention.since(START.plusSeconds(second))).isEqualTo(START);
            attention.looked(START.plusSeconds(second));
        }
    }

    @Test
    void beginsAnewAfterAnAbsence() {
        var attention = new ObservationContinuity(START);
        attention.looked(START.plusSeconds(10));

        assertThat(attention.since(START.plusSeconds(15))).isEqualTo(START);
        assertThat(attention.since(START.plusMillis(15_001))).isEqualTo(START.plusMillis(15_001));
        attention.looked(START.plusSeconds(16));
        assertThat(attention.since(START.plusSeconds(17))).isEqualTo(START.plusMillis(15_001));
    }

    @Test
    void beginsAnewAfterTheClockWasSetBack() {
        var attention = new ObservationContinuity(START);
        attention.looked(START.plusSeconds(10));
        Instant earlier = START.minusSeconds(3_600);

        assertThat(attention.since(earlier)).isEqualTo(earlier);
        attention.looked(earlier);
        assertThat(attention.since(earlier.plusSeconds(1))).isEqualTo(earlier);
    }

    @Test
    void countsFailuresInARow() {
        var attention = new ObservationContinuity(START);

        assertThat(attention.failed()).isEqualTo(1);
        assertThat(attention.failed()).isEqualTo(2);
        attention.looked(START);
        assertThat(attention.failed()).isEqualTo(1);
    }
}
