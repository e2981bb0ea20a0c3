// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.IntakeCosts.PostgresCosts;
import java.time.Duration;
import java.util.SplittableRandom;

/// Intake with PostgreSQL, as in ADR 0116: two threads take groups of batches and store each in one transaction.
/// Batches are answered after the commit. The first batch of a group waits at most 20 ms for others. Not thread-safe.
final class PostgresIntake implements BatchIntake {
    /// Threads per server that store groups.
    static final int THREADS = 2;

    private static final long GATHER_NANOS = Duration.ofMillis(20).toNanos();
    private static final int MOST_BATCHES = 200;
    private static final int MOST_UNITS = 20_000;

    private final IntakeContext context;
    private final PostgresCosts costs;
    private final BatchQueue waiting = new BatchQueue();
    private final int largestGroup;
    private int freeThreads = THREADS;
    private TakingState taking = TakingState.NONE;
    private int gathering;
    private long firstWaitingSince;

    /// The state of the thread that takes the next group, of which there is at most one.
    private enum TakingState {
        NONE,
        WAITS_FOR_FIRST,
        WAITS_FOR_MORE
    }

    PostgresIntake(IntakeContext context) {
        this.context = context;
        this.costs = context.costs().postgres();
        this.largestGroup = context.largestGroup(MOST_BATCHES, MOST_UNITS);
    }

    @Override
    public void start(SplittableRandom random) {
        takeNext();
    }

    @Override
    public void process(int batch) {
        double micros = costs.serverBatch()
                + costs.serverUnit() * context.scenario().content().unitsPerBatch();
        context.serve(micros, () -> add(batch));
    }

    private void add(int batch) {
        if (waiting.size() == 0) {
            firstWaitingSince = context.events().now();
        }
        waiting.add(batch);
        if (taking == TakingState.WAITS_FOR_FIRST) {
            waitForMore();
        }
        if (taking == TakingState.WAITS_FOR_MORE && waiting.size() >= largestGroup) {
            endGathering();
        }
    }

    private void takeNext() {
        while (freeThreads > 0 && taking == TakingState.NONE) {
            if (waiting.size() == 0) {
                taking = TakingState.WAITS_FOR_FIRST;
            } else if (waiting.size() >= largestGroup) {
                takeGroup();
            } else {
                waitForMore();
            }
        }
    }

    private void waitForMore() {
        taking = TakingState.WAITS_FOR_MORE;
        int number = ++gathering;
        long remaining = firstWaitingSince + GATHER_NANOS - context.events().now();
        context.events().schedule(Math.max(0, remaining), () -> {
            if (number == gathering && taking == TakingState.WAITS_FOR_MORE) {
                endGathering();
            }
        });
    }

    private void endGathering() {
        taking = TakingState.NONE;
        takeGroup();
        takeNext();
    }

    private void takeGroup() {
        freeThreads--;
        int[] group = waiting.remove(largestGroup);
        firstWaitingSince = context.events().now();
        var cost = new StorageThreadCost(costs.serverTransaction(), 0, largestGroup);
        context.store(group, cost, costs.storage(), () -> finish(group));
    }

    private void finish(int[] group) {
        for (int batch : group) {
            context.answer().accept(batch);
        }
        freeThreads++;
        takeNext();
    }
}
