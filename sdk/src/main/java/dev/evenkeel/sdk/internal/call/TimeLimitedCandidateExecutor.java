// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.sdk.CandidateLimits;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An executor with its own threads, so that callers can stop waiting. Threads are created on demand and end
/// after ten idle seconds; there are never more than concurrent calls.
final class TimeLimitedCandidateExecutor extends CandidateExecutor {
    private static final long IDLE_SECONDS = 10;

    private final long limitNanos;
    private final UnaryOperator<Runnable> wrapping;
    private final LongSupplier nanoTicker;
    private final Executor threads;

    TimeLimitedCandidateExecutor(String name, CandidateLimits limits, Duration timeLimit, LongSupplier nanoTicker) {
        super(limits.concurrency());
        this.limitNanos = timeLimit.toNanos();
        this.wrapping = limits.taskDecorator();
        this.nanoTicker = nanoTicker;
        this.threads = newThreadPool(name, limits.concurrency());
    }

    /* The number of slots equals that of threads: a call is queued only while a thread finishes its previous one. */
    private static Executor newThreadPool(String name, int most) {
        var pool = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                loop -> newDaemonThread(name, loop));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /* Inherits no state from the caller that happens to be first. */
    private static Thread newDaemonThread(String name, Runnable loop) {
        var thread = new Thread(null, loop, name, 0, false);
        thread.setContextClassLoader(null);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    <A extends @Nullable Object, R extends @Nullable Object> R run(Function<? super A, ? extends R> code, A argument) {
        var call = new BoundedCall<R>(() -> code.apply(argument), this::release);
        try {
            Runnable dressed = wrapping.apply(call.toShadowMarkedTask());
            threads.execute(() -> runCall(call, dressed));
        } catch (Throwable notStarted) {
            call.onTaskFinished(notStarted);
        }
        return call.await(limitNanos, nanoTicker);
    }

    private static void runCall(BoundedCall<?> call, Runnable dressed) {
        Throwable hostsMistake = null;
        try {
            dressed.run();
        } catch (Throwable thrown) {
            hostsMistake = thrown;
        } finally {
            call.onTaskFinished(hostsMistake);
        }
    }
}
