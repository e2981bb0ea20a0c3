// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.sdk.ShadowOptions;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The threads for shadow calls of one guarded change. They are created on demand and end after ten idle
/// seconds. A task that exceeds its time limit expires and is interrupted; one that ignores interrupts
/// occupies its thread, and tasks without a thread are queued up to a limit and then rejected.
///
/// Sheds load: when a task has waited longer than five seconds, so that its comparison would be meaningless,
/// no tasks are accepted until the queue is empty; and while shadow calls delay control's callers, none are
/// accepted at all ([ShadowThrottle]). Thread-safe.
final class ShadowThreadPool implements ShadowExecutor, AutoCloseable {
    /*
     * Offering a task never wakes a thread, which would cost the caller a system call: the threads poll, a thousand
     * times per second while there is work. One additional thread enforces the time limit.
     */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");

    private final String flagKey;
    private final String name;
    private final int concurrency;
    private final int room;
    private final long limitNanos;
    private final LongSupplier nanoTicker;
    private final Queue<ShadowTask> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private final Set<RunningTask> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();
    private final AtomicReference<@Nullable ShadowThrottle> brake = new AtomicReference<>();
    private final AtomicBoolean pauseLogged = new AtomicBoolean();
    private volatile boolean draining;
    private volatile boolean closed;

    ShadowThreadPool(String flagKey, ShadowOptions<?> options, LongSupplier nanoTicker) {
        this.flagKey = flagKey;
        this.name = "evenkeel-shadow-" + flagKey;
        this.concurrency = options.concurrency();
        this.room = options.queueCapacity();
        this.limitNanos = options.timeLimit().toNanos();
        this.nanoTicker = nanoTicker;
    }

    @Override
    public boolean isQuiet(long nowNanos) {
        ShadowThrottle shadowThrottle = brake.get();
        return shadowThrottle != null && shadowThrottle.isQuiet(nowNanos);
    }

    @Override
    public void recordLatency(long startNanos, long nanos) {
        ShadowThrottle shadowThrottle = brake.get();
        if (shadowThrottle != null) {
            shadowThrottle.recordLatency(startNanos, nanos);
        }
    }

    @Override
    public boolean offer(ShadowTask task) {
        if (closed || draining || throttle(task.offeredNanos()).isPaused(task.offeredNanos())) {
            return false;
        }
        if (size.incrementAndGet() > room) {
            size.decrementAndGet();
            return false;
        }
        waiting.add(task);
        if (threads.get() < concurrency) {
            startThread();
        }
        return true;
    }

    /// Accepts no more tasks; running ones are interrupted.
    @Override
    public void close() {
        closed = true;
        waiting.clear();
        running.forEach(RunningTask::interrupt);
    }

    private ShadowThrottle throttle(long nowNanos) {
        ShadowThrottle shadowThrottle = brake.get();
        if (shadowThrottle != null) {
            return shadowThrottle;
        }
        var fresh = new ShadowThrottle(nowNanos);
        ShadowThrottle other = brake.compareAndExchange(null, fresh);
        return other == null ? fresh : other;
    }

    private void startThread() {
        if (threads.incrementAndGet() > concurrency) {
            threads.decrementAndGet();
            return;
        }
        newDaemonThread(name, this::runTasks).start();
        superviseWhileActive();
    }

    private static Thread newDaemonThread(String name, Runnable loop) {
        var thread = new Thread(loop, name);
        thread.setDaemon(true);
        return thread;
    }

    private void runTasks() {
        long idleSince = nanoTicker.getAsLong();
        while (!closed && nanoTicker.getAsLong() - idleSince < IDLE_NANOS) {
            ShadowTask task = waiting.poll();
            if (task == null) {
                draining = false;
                LockSupport.parkNanos(PAUSE_NANOS);
            } else {
                size.decrementAndGet();
                if (nanoTicker.getAsLong() - task.offeredNanos() > LONGEST_WAIT_NANOS) {
                    draining = true;
                }
                run(task);
                idleSince = nanoTicker.getAsLong();
            }
        }
        threads.decrementAndGet();
        if (!closed && !waiting.isEmpty()) {
            startThread();
        }
    }

    private void run(ShadowTask task) {
        Thread self = Thread.currentThread();
        var one = new RunningTask(self, task, nanoTicker.getAsLong());
        running.add(one);
        try {
            task.run();
        } finally {
            running.remove(one);
            one.end();
        }
    }

    private void supervise() {
        while (!closed && threads.get() > 0) {
            long now = nanoTicker.getAsLong();
            running.forEach(one -> one.endAfter(limitNanos, now));
            evaluateThrottle(now);
            LockSupport.parkNanos(Math.min(limitNanos / 4, 10 * PAUSE_NANOS));
        }
        watched.set(false);
        superviseWhileActive();
    }

    private void evaluateThrottle(long nowNanos) {
        ShadowThrottle shadowThrottle = brake.get();
        TailLatencyRegression slower = shadowThrottle == null ? null : shadowThrottle.evaluate(nowNanos);
        if (shadowThrottle != null && slower != null && pauseLogged.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Evenkeel pauses shadow calls of \"{0}\" for {1} s: p{2} latency of the primary calls is {3} us"
                            + " with shadow calls and {4} us without; further pauses are not logged",
                    flagKey,
                    shadowThrottle.pauseSeconds(),
                    100 * slower.level(),
                    slower.busyMicros(),
                    slower.quietMicros());
        }
    }

    private void superviseWhileActive() {
        if (!closed && threads.get() > 0 && watched.compareAndSet(false, true)) {
            newDaemonThread(name + "-limit", this::supervise).start();
        }
    }

    private static final class RunningTask {
        private final Thread thread;
        private final ShadowTask task;
        private final long since;
        private boolean over;

        RunningTask(Thread thread, ShadowTask task, long since) {
            this.thread = thread;
            this.task = task;
            this.since = since;
        }

        /* An interrupt must reach this task and not the thread's next one. */
        synchronized void end() {
            over = true;
            Thread.interrupted();
        }

        void endAfter(long limitNanos, long now) {
            if (now - since >= limitNanos) {
                task.expire();
                interrupt();
            }
        }

        synchronized void interrupt() {
            if (!over) {
                over = true;
                thread.interrupt();
            }
        }
    }
}
