// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/// Simulated cores with one queue. A job that needs more than a time slice goes to the end of the queue after each, as
/// with the scheduler of an operating system. Not thread-safe.
final class CpuPool {
    private static final long SLICE_NANOS = 1_000_000;

    private final EventQueue events;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Deque<Core> idle = new ArrayDeque<>();
    private final int cores;
    /* CPU time in nanoseconds, in arrays of one element. */
    private final Map<User, long[]> used = new EnumMap<>(User.class);

    /// Whose CPU time it is.
    enum User {
        GENERATOR,
        SERVER,
        DATABASE,
        BROKER
    }

    private static final class Job {
        private final long[] used;
        private final Runnable done;
        private long remaining;

        private Job(long[] used, long remaining, Runnable done) {
            this.used = used;
            this.remaining = remaining;
            this.done = done;
        }
    }

    private final class Core implements Runnable {
        private Job job;
        private long slice;

        private Core(Job job) {
            this.job = job;
        }

        private void start(Job next) {
            job = next;
            slice = Math.min(job.remaining, SLICE_NANOS);
            events.schedule(slice, this);
        }

        @Override
        public void run() {
            Job finished = job;
            finished.remaining -= slice;
            finished.used[0] += slice;
            if (finished.remaining > 0) {
                waiting.addLast(finished);
            }
            Job next = waiting.pollFirst();
            if (next == null) {
                idle.addFirst(this);
            } else {
                start(next);
            }
            if (finished.remaining == 0) {
                finished.done.run();
            }
        }
    }

    CpuPool(EventQueue events, int cores) {
        this.events = events;
        this.cores = cores;
        for (int i = 0; i < cores; i++) {
            idle.addLast(new Core(new Job(new long[1], 0, () -> {})));
        }
    }

    /// Runs a job, and then an action.
    ///
    /// @param micros CPU time of the job
    void run(User user, double micros, Runnable done) {
        var job = new Job(usedBy(user), Math.max(1, Math.round(micros * 1e3)), done);
        Core core = idle.pollFirst();
        if (core == null) {
            waiting.addLast(job);
        } else {
            core.start(job);
        }
    }

    int cores() {
        return cores;
    }

    /// Returns the CPU time used so far, in nanoseconds.
    long used(User user) {
        return usedBy(user)[0];
    }

    private long[] usedBy(User user) {
        return used.computeIfAbsent(user, ignored -> new long[1]);
    }
}
