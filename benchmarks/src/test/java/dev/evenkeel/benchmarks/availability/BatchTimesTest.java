// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.availability.CommitTimeRecorder.StoredBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchTimesTest {
    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void usesLatestDecisionOfBatch() {
        Instant stored = START.plusMillis(800);
        assertThat(BatchTimes.combine(
                        Map.of("a", List.of(START, START.plusSeconds(1))),
                        List.of(new StoredBatch("a", 1, stored)),
                        List.of(
                                new EvidenceGap("r-1", stored, stored, stored.plusMillis(300)),
                                new EvidenceGap("r-2", stored, stored, stored.plusMillis(100)))))
                .containsExactly(new BatchTimes(START, stored, stored.plusMillis(300)));
    }

    @Test
    void omitsForeignAndUndecidedBatches() {
        Instant stored = START.plusMillis(800);
        assertThat(BatchTimes.combine(
                        Map.of("a", List.of(START)),
                        List.of(
                                new StoredBatch("other", 1, stored),
                                new StoredBatch("a", 2, stored),
                                new StoredBatch("a", 1, stored.plusSeconds(1))),
                        List.of(new EvidenceGap("r-1", stored, stored, stored.plusMillis(300)))))
                .isEmpty();
    }
}
