// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import dev.evenkeel.server.foundation.database.GuardAndRequestPoolDataSource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A periodic task on one thread, run after every pause and soon after a nudge.
///
/// A failure does not stop the task: it runs again after a second or the pause, whichever is longer. Only the
/// first of consecutive failures and the recovery are logged. Thread-safe.
public final class RepeatingTask {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatingTask.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Duration pause;
    private final Duration gather;
    private final RepeatedAction round;
    private final Thread.Builder threads;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private boolean failing;

    /// One run of the task.
    @FunctionalInterface
    public interface RepeatedAction {
        /// Runs the task once; an exception only fails this run.
        void run() throws Exception;
    }

    /// @param name name of the task, in the log and as part of the thread's name
    /// @param pause pause between two runs; zero runs again immediately
    /// @param gather time after a nudge during which further nudges are merged with it
    public RepeatingTask(String name, Duration pause, Duration gather, RepeatedAction round) {
        this(name, pause, gather, round, Thread.ofVirtual());
    }

    private RepeatingTask(String name, Duration pause, Duration gather, RepeatedAction round, Thread.Builder threads) {
        this.name = name;
        this.pause = pause;
        this.gather = gather;
        this.round = round;
        this.threads = threads.name("evenkeel-" + name.replace(' ', '-'));
    }

    /// Creates a task that the guard needs to decide, or to deliver its decisions to services. Requests cannot
    /// delay it: it has a platform thread, which the operating system schedules beside those of requests, and
    /// it uses the guard's database connections ([GuardAndRequestPoolDataSource]).
    ///
    /// The parameters are those of the constructor.
    public static RepeatingTask forGuard(String name, Duration pause, Duration gather, RepeatedAction round) {
        RepeatedAction asGuard = () -> GuardAndRequestPoolDataSource.callAsGuard(() -> {
            round.run();
            return true;
        });
        return new RepeatingTask(
                name, pause, gather, asGuard, Thread.ofPlatform().daemon());
    }

    /// Runs an action for each item. A failure does not prevent the action for the other items.
    ///
    /// @throws RuntimeException the last failure, after all items
    public static <T> void forEachIsolatingFailures(Iterable<T> things, Consumer<? super T> work) {
        RuntimeException failure = null;
        for (T thing : things) {
            try {
                work.accept(thing);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// Starts the task with an immediate first run.
    public void start() {
        running = true;
        thread = threads.start(this::runLoop);
    }

    /// Requests a run soon.
    public void runSoon() {
        nudges.release();
    }

    /// Stops the task; no further run starts.
    public void stop() {
        running = false;
        runSoon();
    }

    /// Waits for the end of the last run, up to a limit.
    public void awaitTermination(Duration limit) {
        Thread last = thread;
        try {
            if (last != null) {
                last.join(limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the task has been started and not stopped.
    public boolean isRunning() {
        return running;
    }

    private void runLoop() {
        try {
            while (running) {
                runOnce();
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            round.run();
            if (failing) {
                LOG.info("Background job recovered: {}", name);
            }
            failing = false;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            if (!failing && running) {
                LOG.warn("Background job fails and is retried: {}: {}", name, e.toString());
            }
            failing = true;
        }
    }

    private void pause() throws InterruptedException {
        Duration length = failing && pause.compareTo(PAUSE_AFTER_FAILURE) < 0 ? PAUSE_AFTER_FAILURE : pause;
        if (nudges.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS) && running) {
            Thread.sleep(gather);
            nudges.drainPermits();
        }
    }
}
