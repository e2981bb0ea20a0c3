// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CallerRateLimiterTest {
    private static final long SECOND = 1_000_000_000;
    /// One second before the nanosecond clock overflows to negative numbers.
    private static final long START = Long.sum(Long.MAX_VALUE, -SECOND);

    private final CallerRateLimiter limit = new CallerRateLimiter(10, START);

    @Test
    void allowsBurstOfTwoSecondsOfRequests() {
        assertThat(countAdmitted(7, 100, START)).isEqualTo(20);
        assertThat(limit.admit(7, START)).isEqualTo(1);
    }

    @Test
    void sustainsConfiguredRate() {
        countAdmitted(7, 100, START);
        for (int second = 1; second <= 60; second++) {
            assertThat(countAdmitted(7, 100, START + second * SECOND)).isEqualTo(10);
        }
    }

    @Test
    void capsBurstAtTwoSecondsAfterIdlePeriod() {
        countAdmitted(7, 100, START);
        assertThat(countAdmitted(7, 100, START + 3_600 * SECOND)).isEqualTo(20);
    }

    @Test
    void limitsEachCallerSeparately() {
        countAdmitted(7, 100, START);
        assertThat(countAdmitted(8, 100, START)).isEqualTo(20);
        assertThat(limit.admit(Integer.MIN_VALUE, START)).isZero();
    }

    @Test
    void returnsSecondsToWaitWhenRateIsExceeded() {
        var slow = new CallerRateLimiter(1, START);
        assertThat(slow.admit(1, START)).isZero();
        assertThat(slow.admit(1, START)).isZero();
        assertThat(slow.admit(1, START)).isEqualTo(1);
        assertThat(slow.admit(1, START + SECOND)).isZero();
    }

    @Test
    void rejectsZeroRateLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallerRateLimiter(0, 0))
                .withMessageContaining("Invalid rate limit 0");
    }

    private int countAdmitted(int caller, int requests, long now) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += limit.admit(caller, now) == 0 ? 1 : 0;
        }
        return passed;
    }
}
