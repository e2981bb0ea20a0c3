// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Runner that feeds inputs to a checker in a separate thread and monitors the CPU time of each input.
final class FuzzRunner {
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_MILLIS = 100;

    private final FuzzInputChecker trial;
    private final InputMutator mutator;
    private final FuzzSettings settings;
    private final String name;
    private volatile @Nullable RunningInput current;
    private volatile boolean over;

    private record RunningInput(FuzzInput input, long nanosBefore) {}

    FuzzRunner(FuzzInputChecker trial, InputMutator mutator, FuzzSettings settings, String name) {
        this.trial = trial;
        this.mutator = mutator;
        this.settings = settings;
        this.name = name;
    }

    /// Runs the inputs with these seeds.
    void run(List<Long> seeds) {
        runWorker(seeds.stream().mapToLong(Long::longValue).iterator(), Duration.ZERO);
    }

    /// Runs every unmutated input, then mutated ones.
    ///
    /// @param number number of mutated inputs
    /// @param time how long to run mutated inputs; zero to use the number instead
    void run(int number, Duration time) {
        LongStream fixed = LongStream.range(0, mutator.unmutatedCount());
        LongStream made =
                LongStream.range(0, time.isZero() ? number : Long.MAX_VALUE).map(i -> settings.seedOf(name, i));
        runWorker(LongStream.concat(fixed, made).iterator(), time);
    }

    private void runWorker(PrimitiveIterator.OfLong seeds, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        var worker = new Thread(() -> processInputs(seeds), "fuzz " + name);
        worker.setDaemon(true);
        worker.start();
        try {
            while (worker.isAlive()) {
                worker.join(LOOK_MILLIS);
                over |= !time.isZero() && System.nanoTime() - end > 0;
                if (isTooLong(worker)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            over = true;
            Thread.currentThread().interrupt();
        }
    }

    private void processInputs(PrimitiveIterator.OfLong seeds) {
        while (seeds.hasNext() && !over) {
            FuzzInput input = mutator.createInput(seeds.nextLong());
            current = new RunningInput(input, ThreadResourceUsage.processorNanos(Thread.currentThread()));
            trial.check(input);
        }
    }

    /* The thread keeps running: Java cannot stop it. */
    private boolean isTooLong(Thread worker) {
        RunningInput now = current;
        if (now == null || ThreadResourceUsage.processorNanos(worker) - now.nanosBefore() <= MOST_NANOS) {
            return false;
        }
        over = true;
        var where = new AssertionError("where it is");
        where.setStackTrace(worker.getStackTrace());
        trial.fail(new FuzzFailure(now.input(), "took more than 20 s of a processor", where));
        return true;
    }
}
