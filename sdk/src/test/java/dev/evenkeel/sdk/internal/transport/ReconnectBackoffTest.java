// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectBackoffTest {
    private static final long SEED = 20260104;

    @Test
    void doublesDelayFrom200MillisTo5SecondsWithJitter() {
        var backoff = new ReconnectBackoff(new Random(SEED), Duration.ofSeconds(30));
        for (int round = 0; round < 100; round++) {
            for (long longest : new long[] {200, 400, 800, 1_600, 3_200, 5_000, 5_000}) {
                assertThat(backoff.next().toMillis())
                        .as("seed %d, round %d", SEED, round)
                        .isBetween(longest / 2, longest);
            }
            backoff.reset();
        }
    }

    @Test
    void limitsDelayToHalfOfStaleAfter() {
        var backoff = new ReconnectBackoff(new Random(SEED), Duration.ofMillis(900));
        for (long longest : new long[] {200, 400, 450, 450}) {
            assertThat(backoff.next().toMillis()).as("seed %d", SEED).isBetween(longest / 2, longest);
        }
        var hasty = new ReconnectBackoff(new Random(SEED), Duration.ofMillis(1));
        assertThat(hasty.next().toMillis()).isLessThanOrEqualTo(1);
    }
}
