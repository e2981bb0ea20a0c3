// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// The backoff of reconnection attempts: 0.2 s, doubled by every failure up to 5 s, but never more than half of
/// the time after which flags are stale; each time a random share from half to all of it, so that many
/// processes do not reconnect at once.
public final class ReconnectBackoff {
    private static final long FIRST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 5_000;

    private final RandomGenerator random;
    private final long longestMillis;
    private long nextMillis;

    /// @param staleAfter time without contact after which flags are stale
    public ReconnectBackoff(RandomGenerator random, Duration staleAfter) {
        this.random = random;
        this.longestMillis = Math.min(LONGEST_MILLIS, Math.max(1, staleAfter.toMillis() / 2));
        reset();
    }

    public Duration next() {
        long millis = nextMillis;
        nextMillis = Math.min(longestMillis, 2 * nextMillis);
        return Duration.ofMillis(random.nextLong(millis / 2, millis + 1));
    }

    /// Resets the backoff after a successful attempt.
    public void reset() {
        nextMillis = Math.min(FIRST_MILLIS, longestMillis);
    }
}
