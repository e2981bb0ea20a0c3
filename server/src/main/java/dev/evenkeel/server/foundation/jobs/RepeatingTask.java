// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import dev.evenkeel.server.foundation.database.DualPoolDataSource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that a server does again and again on one thread: after every pause, and soon after a nudge.
///
/// A failure ends nothing: the next round tries again, after a second or the pause, whichever is longer.
/// The log tells of the first failure and of the recovery, not of what lies between. Thread-safe.
public final class RepeatingTask {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatingTask.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Duration pause;
    private final Duration gather;
    private final TaskRun round;
    private final Thread.Builder threads;
    private final Semaphore nudges = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private boolean failing;

    /// One round of the work.
    @FunctionalInterface
    public interface TaskRun {
        /// Does it; whatever it throws is a failure of this round only.
        void run() throws Exception;
    }

    /// @param name of the work, in the log and as part of the thread's name
    /// @param pause between two rounds; zero goes on at once
    /// @param gather time after a nudge in which further nudges count as the same one
    public RepeatingTask(String name, Duration pause, Duration gather, TaskRun round) {
        this(name, pause, gather, round, Thread.ofVirtual());
    }

    private RepeatingTask(String name, Duration pause, Duration gather, TaskRun round, Thread.Builder threads) {
        this.name = name;
        this.pause = pause;
        this.gather = gather;
        this.round = round;
        this.threads = threads.name("evenkeel-" + name.replace(' ', '-'));
    }

    /// Work without which the guard cannot decide, or what it decided does not reach the services. Requests
    /// cannot hold it up: it has a platform thread, which the operating system schedules beside whatever
    /// requests compute, and it uses the guard's connections to the database ([DualPoolDataSource]).
    ///
    /// The parameters are those of the constructor.
    public static RepeatingTask ofGuard(String name, Duration pause, Duration gather, TaskRun round) {
        TaskRun asGuard = () -> DualPoolDataSource.callAsGuard(() -> {
            round.run();
            return true;
        });
        return new RepeatingTask(
                name, pause, gather, asGuard, Thread.ofPlatform().daemon());
    }

    /// Does the same for each of several things. One that fails keeps none of the others from their turn.
    ///
    /// @throws RuntimeException the last failure, after all had their turn
    public static <T> void forEach(Iterable<T> things, Consumer<? super T> work) {
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

    /// Begins with a first round.
    public void start() {
        running = true;
        thread = threads.start(this::repeat);
    }

    /// Asks for a round soon.
    public void nudge() {
        nudges.release();
    }

    /// No further round begins.
    public void stop() {
        running = false;
        nudge();
    }

    /// Waits for the end of the last round, but not longer than said.
    public void awaitEnd(Duration limit) {
        Thread last = thread;
        try {
            if (last != null) {
                last.join(limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether rounds go on.
    public boolean isRunning() {
        return running;
    }

    private void repeat() {
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
                LOG.info("Works again: {}", name);
            }
            failing = false;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | Error e) {
            if (!failing && running) {
                LOG.warn("Fails and is tried again and again: {}: {}", name, e.toString());
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
