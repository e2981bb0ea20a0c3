// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidence;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TickWindowTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    @Test
    void isClosedOnceBothVariantsHaveCalls() {
        RolloutEvidence control = evidence(1, 7, 0, 10, 0);
        RolloutEvidence candidate = evidence(2, 7, 1, 0, 3);

        assertThat(TickWindow.findNext(List.of(control), START.plusSeconds(1), MAX_AGE))
                .isEmpty();
        assertThat(TickWindow.findNext(List.of(control, candidate), START.plusSeconds(1), MAX_AGE))
                .contains(List.of(control, candidate));
    }

    @Test
    void isClosedOnceItsOldestPartHasWaitedLongEnough() {
        RolloutEvidence first = evidence(1, 7, 0, 10, 0);
        RolloutEvidence second = evidence(2, 7, 4, 10, 0);

        assertThat(TickWindow.findNext(List.of(first, second), START.plusMillis(4_999), MAX_AGE))
                .isEmpty();
        assertThat(TickWindow.findNext(List.of(first, second), START.plusSeconds(5), MAX_AGE))
                .contains(List.of(first, second));
    }

    @Test
    void isClosedThoughItsPartsSeemToComeFromTheFuture() {
        RolloutEvidence before = evidence(1, 7, 3_600, 10, 0);
        RolloutEvidence skewed = evidence(2, 7, 4, 10, 0);

        assertThat(TickWindow.findNext(List.of(before), START, MAX_AGE)).contains(List.of(before));
        assertThat(TickWindow.findNext(List.of(skewed), START, MAX_AGE)).isEmpty();
    }

    @Test
    void holdsOneRevisionTheOldestFirst() {
        RolloutEvidence newer = evidence(1, 8, 0, 10, 10);
        RolloutEvidence older = evidence(2, 7, 0, 10, 10);

        assertThat(TickWindow.findNext(List.of(newer, older), START, MAX_AGE)).contains(List.of(older));
        assertThat(TickWindow.findNext(List.of(newer), START, MAX_AGE)).contains(List.of(newer));
    }

    @Test
    void doesNotDependOnOutcomes() {
        RolloutEvidence clean = evidence(1, 7, 0, 10, 0);
        RolloutEvidence failing = new RolloutEvidence(1, "r", 7, START, START, 0, counts(10, 10), counts(0, 0));

        assertThat(TickWindow.findNext(List.of(clean), START.plusSeconds(1), MAX_AGE))
                .isEmpty();
        assertThat(TickWindow.findNext(List.of(failing), START.plusSeconds(1), MAX_AGE))
                .isEmpty();
    }

    private static RolloutEvidence evidence(long id, long revision, long second, long control, long candidate) {
        return new RolloutEvidence(
                id, "r", revision, START.plusSeconds(second), null, 0, counts(control, 0), counts(candidate, 0));
    }

    private static VariantCounts counts(long calls, long failures) {
        return new VariantCounts(
                calls, failures, failures, 0, 0, 0, 0, new LatencyHistogram(), new LatencyHistogram(), Map.of());
    }
}
