// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TickAssemblerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    @Test
    void closesTickOnceBothVariantsHaveCalls() {
        RolloutEvidenceEntry control = evidence(1, 7, 0, 10, 0);
        RolloutEvidenceEntry candidate = evidence(2, 7, 1, 0, 3);

        assertThat(TickAssembler.findClosed(List.of(control), START.plusSeconds(1), MAX_AGE))
                .isEmpty();
        assertThat(TickAssembler.findClosed(List.of(control, candidate), START.plusSeconds(1), MAX_AGE))
                .contains(List.of(control, candidate));
    }

    @Test
    void closesTickOnceOldestEntryReachesMaxAge() {
        RolloutEvidenceEntry first = evidence(1, 7, 0, 10, 0);
        RolloutEvidenceEntry second = evidence(2, 7, 4, 10, 0);

        assertThat(TickAssembler.findClosed(List.of(first, second), START.plusMillis(4_999), MAX_AGE))
                .isEmpty();
        assertThat(TickAssembler.findClosed(List.of(first, second), START.plusSeconds(5), MAX_AGE))
                .contains(List.of(first, second));
    }

    @Test
    void closesTickWithEntryFarInTheFuture() {
        RolloutEvidenceEntry before = evidence(1, 7, 3_600, 10, 0);
        RolloutEvidenceEntry skewed = evidence(2, 7, 4, 10, 0);

        assertThat(TickAssembler.findClosed(List.of(before), START, MAX_AGE)).contains(List.of(before));
        assertThat(TickAssembler.findClosed(List.of(skewed), START, MAX_AGE)).isEmpty();
    }

    @Test
    void returnsTickOfOldestRevisionFirst() {
        RolloutEvidenceEntry newer = evidence(1, 8, 0, 10, 10);
        RolloutEvidenceEntry older = evidence(2, 7, 0, 10, 10);

        assertThat(TickAssembler.findClosed(List.of(newer, older), START, MAX_AGE))
                .contains(List.of(older));
        assertThat(TickAssembler.findClosed(List.of(newer), START, MAX_AGE)).contains(List.of(newer));
    }

    @Test
    void ignoresFailuresWhenClosingTick() {
        RolloutEvidenceEntry clean = evidence(1, 7, 0, 10, 0);
        RolloutEvidenceEntry failing =
                new RolloutEvidenceEntry(1, "r", 7, START, START, 0, counts(10, 10), counts(0, 0));

        assertThat(TickAssembler.findClosed(List.of(clean), START.plusSeconds(1), MAX_AGE))
                .isEmpty();
        assertThat(TickAssembler.findClosed(List.of(failing), START.plusSeconds(1), MAX_AGE))
                .isEmpty();
    }

    @Test
    void datesOutcomesThatArriveDuringEvaluationAsNow() {
        Instant now = START.plusSeconds(60);
        Instant earlier = START.plusSeconds(58);
        Instant later = START.plusSeconds(61);

        assertThat(TickAssembler.findLastOutcomeAt(null, Stream.of(earlier), now))
                .isEqualTo(earlier);
        assertThat(TickAssembler.findLastOutcomeAt(null, Stream.of(earlier, later), now))
                .isEqualTo(now);
        assertThat(TickAssembler.findLastOutcomeAt(later, Stream.empty(), now)).isEqualTo(now);
        assertThat(TickAssembler.findLastOutcomeAt(null, Stream.empty(), now)).isNull();
    }

    @Test
    void keepsLastOutcomeWhenOlderEvidenceArrives() {
        Instant before = START.plusSeconds(50);

        assertThat(TickAssembler.findLastOutcomeAt(before, Stream.of(START), START.plusSeconds(60)))
                .isEqualTo(before);
    }

    private static RolloutEvidenceEntry evidence(long id, long revision, long second, long control, long candidate) {
        return new RolloutEvidenceEntry(
                id, "r", revision, START.plusSeconds(second), null, 0, counts(control, 0), counts(candidate, 0));
    }

    private static VariantCounts counts(long calls, long failures) {
        return new VariantCounts(
                calls, failures, failures, 0, 0, 0, 0, new LatencyHistogram(), new LatencyHistogram(), Map.of());
    }
}
