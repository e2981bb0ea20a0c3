// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RolloutTimeLimitsTest {
    private static final RolloutTimeLimits LIMITS =
            new RolloutTimeLimits(Duration.ofHours(1), Duration.ofHours(4), DeadlineAction.ROLL_BACK);

    @Test
    void appliesRolloutLimitToLatencyBaseline() {
        assertThat(LIMITS.describeSeedingDelay(Duration.ofHours(4).minusNanos(1), 312, 10_000))
                .isEmpty();
        assertThat(LIMITS.describeSeedingDelay(Duration.ofHours(4), 312, 10_000))
                .contains("time limit exceeded, no users exposed: the latency baseline has 312 of 10,000 required"
                        + " samples "
                        + "after 4 h, limit 4 h");
    }
}
