// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.aa;

import dev.evenkeel.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.GuardedChange;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Calls of guarded changes whose control and candidate do the same, each by a new user. Runs until it is closed, on a
/// thread of its own.
final class IdenticalCalls implements AutoCloseable {
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final double ROUNDS_A_SECOND = 50;

    private final List<GuardedChange<Boolean, Boolean>> changes;
    private final double perRound;
    private final double failing;
    private final SplittableRandom random;
    private final Thread thread = new Thread(this::run, "calls");
    private volatile boolean closed;
    private final AtomicLong calls = new AtomicLong();

    /// @param rate calls of each flag in a second
    /// @param failing share of calls that fail, 0..1
    IdenticalCalls(Evenkeel evenkeel, List<String> flags, double rate, double failing, long seed) {
        this.changes = flags.stream().map(flag -> change(evenkeel, flag)).toList();
        this.perRound = rate / ROUNDS_A_SECOND;
        this.failing = failing;
        this.random = new SplittableRandom(seed);
        thread.start();
    }

    private static GuardedChange<Boolean, Boolean> change(Evenkeel evenkeel, String flag) {
        return evenkeel.<Boolean, Boolean>guardedChange(flag)
                .control("off", fails -> fails)
                .candidate("on", fails -> fails)
                .failedWhen(fails -> fails)
                .build();
    }

    /// How many calls there were.
    long calls() {
        return calls.get();
    }

    private void run() {
        double due = 0;
        long next = System.nanoTime();
        while (!closed) {
            due += perRound;
            int now = (int) due;
            due -= now;
            for (GuardedChange<Boolean, Boolean> change : changes) {
                call(change, now);
            }
            next = Math.max(next + ROUND_NANOS, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void call(GuardedChange<Boolean, Boolean> change, int times) {
        for (int i = 0; i < times; i++) {
            change.run(EvaluationContext.of("user-" + random.nextLong()), random.nextDouble() < failing);
        }
        calls.addAndGet(times);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
