// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShadowThrottleTest {
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);

    private long now = Long.MAX_VALUE - 17;
    private long callMicros = 1_000;
    private final ShadowThrottle throttle = new ShadowThrottle(now);

    /// Calls, two hundred a second, until a pause begins or the time is over.
    ///
    /// @param addedMicros what second answers add to a call while they are given
    private boolean pausesWithin(long seconds, long addedMicros) {
        long end = now + TimeUnit.SECONDS.toNanos(seconds);
        while (now - end < 0) {
            boolean given = !throttle.isQuiet(now) && !throttle.isPaused(now);
            throttle.recordLatency(now, TimeUnit.MICROSECONDS.toNanos(callMicros + (given ? addedMicros : 0)));
            now += STEP;
            if (throttle.evaluate(now) != null) {
                return true;
            }
        }
        return false;
    }

    private void advancePastPause(long seconds) {
        assertThat(throttle.isPaused(now + TimeUnit.SECONDS.toNanos(seconds) - 1))
                .isTrue();
        now += TimeUnit.SECONDS.toNanos(seconds);
        assertThat(throttle.isPaused(now)).isFalse();
    }

    @Test
    void doesNotPauseForSmallLatencyIncrease() {
        assertThat(pausesWithin(1_800, 200)).isFalse();
        assertThat(throttle.isPaused(now)).isFalse();
    }

    @Test
    void pausesWhenCallerLatencyIncreases() {
        assertThat(pausesWithin(60, 400)).as("before any baseline period").isFalse();
        assertThat(pausesWithin(60, 400)).isTrue();
        assertThat(throttle.isPaused(now)).isTrue();
        assertThat(throttle.pauseSeconds()).isEqualTo(30);
        advancePastPause(30);
    }

    @Test
    void doublesPauseUpToEightMinutes() {
        for (long seconds : new long[] {30, 60, 120, 240, 480, 480}) {
            assertThat(pausesWithin(240, 400)).isTrue();
            advancePastPause(seconds);
        }
    }

    @Test
    void resetsPauseAfterTenHealthyMinutes() {
        assertThat(pausesWithin(240, 400)).isTrue();
        advancePastPause(30);
        assertThat(pausesWithin(600, 0)).isFalse();
        assertThat(pausesWithin(480, 400)).isTrue();
        advancePastPause(30);
    }

    @Test
    void ignoresLatenciesOlderThanFourMinutes() {
        callMicros = 2_000;
        assertThat(pausesWithin(240, 0)).isFalse();
        callMicros = 1_000;
        assertThat(pausesWithin(100, 500))
                .as("the baseline was equally slow before")
                .isFalse();
        assertThat(pausesWithin(300, 500)).isTrue();
    }
}
