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

/// Threads of its own, so that callers need not wait for ever. They come with the calls and go when there were
/// none for ten seconds; there are never more than calls at once.
final class ThreadPoolCandidateExecutor extends CandidateExecutor {
    private static final long IDLE_SECONDS = 10;

    private final long limitNanos;
    private final UnaryOperator<Runnable> wrapping;
    private final LongSupplier nanoTicker;
    private final Executor threads;

    ThreadPoolCandidateExecutor(String name, CandidateLimits limits, Duration timeLimit, LongSupplier nanoTicker) {
        super(limits.concurrency());
        this.limitNanos = timeLimit.toNanos();
        this.wrapping = limits.wrapping();
        this.nanoTicker = nanoTicker;
        this.threads = threads(name, limits.concurrency());
    }

    /* As many places as threads: a call waits in the queue only for a thread that is on its way back. */
    private static Executor threads(String name, int most) {
        var pool = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), loop -> daemon(name, loop));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /* Inherits nothing from the caller that happens to be first. */
    private static Thread daemon(String name, Runnable loop) {
        var thread = new Thread(null, loop, name, 0, false);
        thread.setContextClassLoader(null);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    <A extends @Nullable Object, R extends @Nullable Object> R run(Function<? super A, ? extends R> code, A argument) {
        var call = new BoundedCall<R>(() -> code.apply(argument), this::leave);
        try {
            Runnable dressed = wrapping.apply(call.marked());
            threads.execute(() -> work(call, dressed));
        } catch (Throwable notStarted) {
            call.isOver(notStarted);
        }
        return call.await(limitNanos, nanoTicker);
    }

    private static void work(BoundedCall<?> call, Runnable dressed) {
        Throwable hostsMistake = null;
        try {
            dressed.run();
        } catch (Throwable thrown) {
            hostsMistake = thrown;
        } finally {
            call.isOver(hostsMistake);
        }
    }
}
