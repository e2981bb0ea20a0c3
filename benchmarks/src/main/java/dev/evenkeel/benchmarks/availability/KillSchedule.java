// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// The times and victims of kills, the same for the same seed and the same ready servers. Not thread-safe.
final class KillSchedule {
    private final SplittableRandom random;
    private final Duration interval;

    /// @param interval mean time from one kill to the next
    KillSchedule(long seed, Duration interval) {
        this.random = new SplittableRandom(seed);
        this.interval = interval;
    }

    /// Returns the time until the next kill: half to one and a half of the interval, so that kills hit every phase of
    /// the servers' periodic jobs.
    Duration nextPause() {
        return Duration.ofNanos((long) (interval.toNanos() * (0.5 + random.nextDouble())));
    }

    /// Returns one of the servers.
    ///
    /// @param ready servers that may be killed, at least one
    <T> T nextVictim(List<T> ready) {
        return ready.get(random.nextInt(ready.size()));
    }
}
