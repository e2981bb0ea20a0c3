// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.jobs;

import dev.evenkeel.server.foundation.database.GuardAndRequestPoolDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A periodic job on one thread: runs when it starts, after every interval, and soon after a wake-up.
///
/// A failure does not stop the job: it runs again after a second or the interval, whichever is longer. Only the
/// first of consecutive failures and the recovery are logged. Thread-safe.
///
/// The bean that does the work declares the job in its constructor and adds it to [BackgroundJobs], which starts
/// and stops it with the server. The job calls the bean itself, not Spring's proxy, so its action must not rely
/// on `@Transactional`.
public final class BackgroundJob {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundJob.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final String name;
    private final Duration interval;
    private final Duration mergePeriod;
    private final RepeatedAction action;
    private final List<Predicate<Object>> wakeUps;
    private final Thread.Builder threads;
    private final Semaphore permits = new Semaphore(0);
    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private boolean failing;

    /// What a job repeats.
    @FunctionalInterface
    public interface RepeatedAction {
        /// Runs the action once; an exception only fails this run.
        void run() throws Exception;
    }

    private BackgroundJob(Builder declared) {
        this.name = declared.name;
        this.interval = declared.interval;
        this.mergePeriod = declared.mergePeriod;
        this.action = declared.action;
        this.wakeUps = List.copyOf(declared.wakeUps);
        this.threads = declared.threads.name("evenkeel-" + name.replace(' ', '-'));
    }

    /// Declares a job.
    ///
    /// @param name name of the job, in the log and as part of the thread's name
    /// @param interval pause between two runs; zero runs again immediately
    public static Builder builder(String name, Duration interval, RepeatedAction action) {
        return new Builder(name, interval, action);
    }

    /// The declaration of a job.
    public static final class Builder {
        private final String name;
        private final Duration interval;
        private final List<Predicate<Object>> wakeUps = new ArrayList<>();
        private RepeatedAction action;
        private Thread.Builder threads = Thread.ofVirtual();
        private Duration mergePeriod = Duration.ZERO;

        private Builder(String name, Duration interval, RepeatedAction action) {
            this.name = name;
            this.interval = interval;
            this.action = action;
        }

        /// Declares that the guard needs the job to decide, or to deliver its decisions to services. Requests
        /// cannot delay it: it has a platform thread, which the operating system schedules beside those of
        /// requests, and it uses the guard's database connections ([GuardAndRequestPoolDataSource]).
        public Builder forGuard() {
            RepeatedAction given = action;
            action = () -> GuardAndRequestPoolDataSource.callAsGuard(() -> {
                given.run();
                return true;
            });
            threads = Thread.ofPlatform().daemon();
            return this;
        }

        /// Runs the job soon after each event of a type: when the transaction that published the event has
        /// ended, or at once if there is none.
        public Builder wakeUpOn(Class<?> event) {
            wakeUps.add(event::isInstance);
            return this;
        }

        /// Runs the job soon after each event of a type that fulfills a condition. The publisher's thread checks
        /// the condition when it publishes the event.
        public <E> Builder wakeUpOn(Class<E> event, Predicate<? super E> condition) {
            wakeUps.add(published -> event.isInstance(published) && condition.test(event.cast(published)));
            return this;
        }

        /// Merges the wake-ups within a period after the first one into one run, at the end of the period.
        public Builder mergeWakeUpsWithin(Duration period) {
            mergePeriod = period;
            return this;
        }

        /// Creates a job that its owner starts and stops. All others are passed to [BackgroundJobs#add].
        public BackgroundJob build() {
            return new BackgroundJob(this);
        }
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

    String name() {
        return name;
    }

    boolean isWokenUpBy(Object event) {
        return wakeUps.stream().anyMatch(wakeUp -> wakeUp.test(event));
    }

    /// Starts the job with an immediate first run.
    public void start() {
        running = true;
        thread = threads.start(this::runLoop);
    }

    /// Requests a run soon.
    public void runSoon() {
        permits.release();
    }

    /// Requests that the job stops, and returns immediately; no further run starts.
    public void requestStop() {
        running = false;
        runSoon();
    }

    /// Stops the job, and waits at most two seconds for the end of its last run, which may be blocked when the
    /// database does not respond.
    public void stop() {
        requestStop();
        try {
            Thread last = thread;
            if (last != null) {
                last.join(LONGEST_STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the job has been started and not stopped.
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
            action.run();
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
        Duration length = failing && interval.compareTo(PAUSE_AFTER_FAILURE) < 0 ? PAUSE_AFTER_FAILURE : interval;
        if (permits.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS) && running) {
            Thread.sleep(mergePeriod);
            permits.drainPermits();
        }
    }
}
