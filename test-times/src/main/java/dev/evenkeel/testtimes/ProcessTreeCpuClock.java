// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.testtimes;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A clock of the CPU time of this process and all its descendants, including those that have ended. It
/// samples them every half second, so up to the last half second of each ended process is missing.
/// Thread-safe.
final class ProcessTreeCpuClock {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Map<ProcessKey, Duration> used = new HashMap<>();

    private record ProcessKey(long pid, Optional<Instant> start) {}

    /// Starts the sampling in a daemon thread.
    static ProcessTreeCpuClock start() {
        ProcessTreeCpuClock clock = new ProcessTreeCpuClock();
        Thread thread = new Thread(clock::sampleUntilInterrupted, "processor time of child processes");
        thread.setDaemon(true);
        thread.start();
        return clock;
    }

    private void sampleUntilInterrupted() {
        try {
            while (true) {
                sample();
                Thread.sleep(INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void sample() {
        ProcessHandle self = ProcessHandle.current();
        record(self);
        self.descendants().forEach(this::record);
    }

    private void record(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        info.totalCpuDuration().ifPresent(cpu -> used.put(new ProcessKey(process.pid(), info.startInstant()), cpu));
    }

    /// Returns the CPU time so far; never decreases.
    synchronized Duration total() {
        sample();
        return used.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
