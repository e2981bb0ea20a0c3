// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.testtimes;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Processor time of this process and of all that it started, also of those that have ended: what they had used
/// is looked up every half second, so the last half second of each is missed. Safe for use by several threads.
final class ProcessTreeCpuClock {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Map<ProcessKey, Duration> used = new HashMap<>();

    private record ProcessKey(long pid, Optional<Instant> start) {}

    /// Starts to look, in a thread that does not keep the JVM alive.
    static ProcessTreeCpuClock start() {
        ProcessTreeCpuClock clock = new ProcessTreeCpuClock();
        Thread thread = new Thread(clock::lookUntilInterrupted, "processor time of child processes");
        thread.setDaemon(true);
        thread.start();
        return clock;
    }

    private void lookUntilInterrupted() {
        try {
            while (true) {
                look();
                Thread.sleep(INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        ProcessHandle self = ProcessHandle.current();
        note(self);
        self.descendants().forEach(this::note);
    }

    private void note(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        info.totalCpuDuration().ifPresent(cpu -> used.put(new ProcessKey(process.pid(), info.startInstant()), cpu));
    }

    /// Processor time so far; never decreases.
    synchronized Duration now() {
        look();
        return used.values().stream().reduce(Duration.ZERO, Duration::plus);
    }
}
