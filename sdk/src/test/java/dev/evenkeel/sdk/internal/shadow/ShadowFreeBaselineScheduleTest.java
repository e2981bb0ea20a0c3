// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.sdk.internal.shadow.ShadowFreeBaselineSchedule.Phase;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShadowFreeBaselineScheduleTest {
    private static final long BEGAN = Long.MAX_VALUE - 5;

    private final ShadowFreeBaselineSchedule schedule = new ShadowFreeBaselineSchedule(BEGAN);

    private Phase at(double seconds) {
        return schedule.phaseAt(BEGAN + (long) (seconds * 1e9));
    }

    @Test
    void isQuietAtEndOfEach69SecondCycle() {
        assertThat(at(0)).isEqualTo(Phase.BUSY);
        assertThat(at(64.4)).isEqualTo(Phase.BUSY);
        assertThat(at(64.5)).isEqualTo(Phase.BETWEEN);
        assertThat(at(65.4)).isEqualTo(Phase.BETWEEN);
        assertThat(at(65.6)).isEqualTo(Phase.QUIET);
        assertThat(at(68.7)).isEqualTo(Phase.QUIET);
        assertThat(at(68.8)).isEqualTo(Phase.BUSY);
        assertThat(at(133.3)).isEqualTo(Phase.BETWEEN);
    }

    @Test
    void isQuietForOneSixteenthOfTime() {
        long quiet = LongStream.range(0, 100_000)
                .filter(i -> schedule.isQuiet(BEGAN + TimeUnit.MILLISECONDS.toNanos(100 * i)))
                .count();
        assertThat(quiet).isBetween(6_150L, 6_350L);
    }
}
