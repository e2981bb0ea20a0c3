// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.availability.EvidenceGap.CommittedTick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceGapTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static CommittedTick tick(String rollout, int second) {
        return new CommittedTick(rollout, START.plusSeconds(second));
    }

    private static Duration longest(List<CommittedTick> ticks) {
        return EvidenceGap.longestWithoutTick(List.of("a", "b"), ticks, START, START.plusSeconds(10));
    }

    @Test
    void findsLongestTimeWithoutTickOfOneRollout() {
        assertThat(longest(List.of(tick("a", 2), tick("b", 3), tick("a", 5), tick("b", 6), tick("a", 9), tick("b", 9))))
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void includesTimeFromLastTickToEnd() {
        assertThat(longest(List.of(tick("a", 1), tick("b", 5), tick("a", 8)))).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void returnsWholeTimeForRolloutWithoutTicks() {
        assertThat(longest(List.of(tick("a", 5), tick("b", 12)))).isEqualTo(Duration.ofSeconds(10));
    }
}
