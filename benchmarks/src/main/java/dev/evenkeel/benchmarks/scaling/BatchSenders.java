// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.BatchArrivals.Closed;
import dev.evenkeel.benchmarks.scaling.BatchArrivals.Periodic;
import dev.evenkeel.benchmarks.scaling.BatchArrivals.Steady;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/// The processes that send batches. Not thread-safe.
final class BatchSenders {
    private static final int PROCESS_BITS = 20;
    private static final double JITTER = 0.05;
    private static final long CLOSED_START_NANOS = 50_000_000;

    private final EventQueue events;
    private final BatchArrivals arrivals;
    private final SplittableRandom random;
    private final IntConsumer send;
    private long[] phases = new long[0];
    private long[] schedule = new long[0];
    private long periodBegun;
    private int next;
    private long sentSteady;

    /// @param send sends the next batch of a process
    BatchSenders(EventQueue events, BatchArrivals arrivals, SplittableRandom random, IntConsumer send) {
        if (arrivals.processes() < 1 || arrivals.processes() > 1 << PROCESS_BITS) {
            throw new IllegalArgumentException("processes must be 1 to 1048576, got " + arrivals.processes());
        }
        this.events = events;
        this.arrivals = arrivals;
        this.random = random;
        this.send = send;
    }

    void start() {
        switch (arrivals) {
            case Periodic(int processes, var interval) -> {
                phases = new long[processes];
                schedule = new long[processes];
                Arrays.setAll(phases, i -> random.nextLong(interval.toNanos()));
                startPeriod();
            }
            case Steady _ -> sendSteady();
            case Closed(int processes) -> {
                for (int i = 0; i < processes; i++) {
                    int process = i;
                    events.schedule(random.nextLong(CLOSED_START_NANOS), () -> send.accept(process));
                }
            }
        }
    }

    /// Notifies a process that its batch was answered.
    void answered(int process) {
        if (arrivals instanceof Closed) {
            send.accept(process);
        }
    }

    /* Times and processes of one interval, sorted as single numbers. */
    private void startPeriod() {
        long interval = ((Periodic) arrivals).interval().toNanos();
        periodBegun = events.now();
        next = 0;
        for (int i = 0; i < phases.length; i++) {
            long jitter = (long) ((2 * random.nextDouble() - 1) * JITTER * interval);
            schedule[i] = (Math.floorMod(phases[i] + jitter, interval) << PROCESS_BITS) | i;
        }
        Arrays.sort(schedule);
        events.schedule(schedule[0] >>> PROCESS_BITS, this::sendPeriodic);
        events.schedule(interval, this::startPeriod);
    }

    private void sendPeriodic() {
        send.accept((int) (schedule[next] & ((1 << PROCESS_BITS) - 1)));
        next++;
        if (next < schedule.length) {
            events.schedule(periodBegun + (schedule[next] >>> PROCESS_BITS) - events.now(), this::sendPeriodic);
        }
    }

    private void sendSteady() {
        var steady = (Steady) arrivals;
        send.accept((int) (sentSteady++ % steady.processes()));
        long due = Math.round(sentSteady * 1e9 / steady.perSecond());
        events.schedule(Math.max(0, due - events.now()), this::sendSteady);
    }
}
