// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.aatest;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.GuardedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Generator of calls of guarded changes whose control and candidate are identical, each for a new user: a
/// call waits for a time drawn from a log-normal distribution with a median of 2 ms and a p95 of 3 ms, then
/// succeeds or fails. Runs until it is closed.
final class IdenticalCallGenerator implements AutoCloseable {
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final double ROUNDS_A_SECOND = 50;
    private static final double MEDIAN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final double SIGMA = 0.25;

    /* A batch of outcomes reports at most 64 variants. */
    private static final int FLAGS_OF_A_CLIENT = 25;

    private final List<Evenkeel> clients = new ArrayList<>();
    private final List<GuardedChange<SimulatedCall, Boolean>> changes = new ArrayList<>();
    private final double perRound;
    private final double failing;
    private final SplittableRandom random;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread = new Thread(this::run, "calls");
    private volatile boolean closed;
    private final AtomicLong calls = new AtomicLong();

    /// @param starter starts an SDK, which is closed with the generator
    /// @param rate calls per second of each flag
    /// @param failing share of calls that fail, 0..1
    IdenticalCallGenerator(Supplier<Evenkeel> starter, List<String> flags, double rate, double failing, long seed) {
        for (String flag : flags) {
            if (changes.size() % FLAGS_OF_A_CLIENT == 0) {
                clients.add(starter.get());
            }
            changes.add(change(clients.getLast(), flag));
        }
        this.perRound = rate / ROUNDS_A_SECOND;
        this.failing = failing;
        this.random = new SplittableRandom(seed);
        thread.start();
    }

    /* A call, drawn before its variant is known. */
    private record SimulatedCall(long nanos, boolean fails) {
        boolean run() {
            long end = System.nanoTime() + nanos;
            for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return fails;
        }
    }

    private static GuardedChange<SimulatedCall, Boolean> change(Evenkeel evenkeel, String flag) {
        return evenkeel.<SimulatedCall, Boolean>guardedChange(flag)
                .control("off", SimulatedCall::run)
                .candidate("on", SimulatedCall::run)
                .failedWhen(fails -> fails)
                .build();
    }

    /// Returns the number of calls.
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
            for (GuardedChange<SimulatedCall, Boolean> change : changes) {
                submitCalls(change, now);
            }
            next = Math.max(next + ROUND_NANOS, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void submitCalls(GuardedChange<SimulatedCall, Boolean> change, int times) {
        for (int i = 0; i < times; i++) {
            EvaluationContext user = EvaluationContext.of("user-" + random.nextLong());
            SimulatedCall call = drawCall();
            callers.execute(() -> change.run(user, call));
        }
        calls.addAndGet(times);
    }

    private SimulatedCall drawCall() {
        return new SimulatedCall(
                (long) (MEDIAN_NANOS * Math.exp(SIGMA * random.nextGaussian())), random.nextDouble() < failing);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        callers.close();
        clients.forEach(Evenkeel::close);
    }
}
