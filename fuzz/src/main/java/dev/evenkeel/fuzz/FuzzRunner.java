// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.fuzz;

import java.time.Duration;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Feeds a trial from a thread of its own, and looks at how much of a processor each input takes.
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

    /// Tries these.
    void run(List<Long> seeds) {
        feed(seeds.stream().mapToLong(Long::longValue).iterator(), Duration.ZERO);
    }

    /// Tries every input that is tried as it stands, and then others.
    ///
    /// @param time how long; zero for the number
    void run(int number, Duration time) {
        LongStream fixed = LongStream.range(0, mutator.asTheyStand());
        LongStream made =
                LongStream.range(0, time.isZero() ? number : Long.MAX_VALUE).map(i -> settings.seedOf(name, i));
        feed(LongStream.concat(fixed, made).iterator(), time);
    }

    private void feed(PrimitiveIterator.OfLong seeds, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        var worker = new Thread(() -> work(seeds), "fuzz " + name);
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

    private void work(PrimitiveIterator.OfLong seeds) {
        while (seeds.hasNext() && !over) {
            FuzzInput input = mutator.input(seeds.nextLong());
            current = new RunningInput(input, ThreadResourceUsage.processorNanos(Thread.currentThread()));
            trial.attempt(input);
        }
    }

    /* The thread is left to itself: Java has no way to end it. */
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
