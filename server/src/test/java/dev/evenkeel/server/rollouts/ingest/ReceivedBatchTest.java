// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.server.rollouts.evidence.OutcomeSummaryFixtures;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReceivedBatchTest {
    private static final RolloutExposureWindow WINDOW =
            new RolloutExposureWindow("r-1", 1, "default", "f", "old", "new");

    @Test
    void increasesShareWithRows() {
        assertThat(share(OutcomeSummaryFixtures.batch(
                        "a", 1, OutcomeSummaryFixtures.split(WINDOW, SplitSide.CONTROL, LongStream.range(0, 200), 0))))
                .isEqualTo(10_000);
        assertThat(share(OutcomeSummaryFixtures.batch("a", 1))).isZero();
    }

    @Test
    void increasesShareWithCalls() {
        assertThat(share(OutcomeSummaryFixtures.batch(
                        "a", 1, OutcomeSummaryFixtures.plain("f", "old", OutcomeBatch.MAX_CALLS / 4))))
                .isEqualTo(250_000);
    }

    private static long share(OutcomeBatch batch) {
        return new ReceivedBatch("default", batch, BatchSender.of(null, false), Instant.EPOCH).shareOfGroup();
    }
}
