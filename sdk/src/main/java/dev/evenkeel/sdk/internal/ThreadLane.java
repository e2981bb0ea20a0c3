// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.NotBegunException;
import dev.evenkeel.sdk.ShadowCall;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Threads of its own, so that callers need not wait for ever. They come with the calls and go when there were none for
/// ten seconds; there are never more than calls at once.
final class ThreadLane extends CandidateLane {
    private static final long IDLE_SECONDS = 10;

    private final long limitNanos;
    private final UnaryOperator<Runnable> wrapping;
    private final Executor threads;

    ThreadLane(String name, CandidateLimits limits, Duration timeLimit) {
        super(limits.concurrency());
        this.limitNanos = timeLimit.toNanos();
        this.wrapping = limits.wrapping();
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
        var call = new Call<A, R>(code, argument);
        start(call);
        return call.await(limitNanos);
    }

    private void start(Call<?, ?> call) {
        Runnable dressed;
        try {
            dressed = wrapping.apply(call.marked());
            threads.execute(() -> work(call, dressed));
        } catch (Throwable notStarted) {
            call.isOver();
            throw new NotBegunException("no thread could be started for the candidate", notStarted);
        }
    }

    private void work(Call<?, ?> call, Runnable dressed) {
        try {
            dressed.run();
        } catch (Throwable hostsMistake) {
            call.wrapperFailed(hostsMistake);
        } finally {
            call.isOver();
        }
    }

    /// A call on its way through another thread.
    private final class Call<A extends @Nullable Object, R extends @Nullable Object> {
        private final FutureTask<R> task;
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicBoolean inPlace = new AtomicBoolean(true);
        private volatile @Nullable Throwable wrappersMistake;

        Call(Function<? super A, ? extends R> code, A argument) {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            task = new FutureTask<>(() -> {
                if (!begun.compareAndSet(false, true)) {
                    throw new CancellationException("nobody waits any more");
                }
                Thread.currentThread().setContextClassLoader(loader);
                try {
                    return code.apply(argument);
                } finally {
                    Thread.currentThread().setContextClassLoader(null);
                    giveBack();
                }
            });
        }

        /// What is to run, marked as the caller's thread is.
        Runnable marked() {
            Optional<String> shadowed = ShadowCall.flagKey();
            return shadowed.isEmpty() ? task : () -> ShadowCall.run(shadowed.get(), task);
        }

        void wrapperFailed(Throwable mistake) {
            wrappersMistake = mistake;
        }

        /// Its thread is done with it.
        void isOver() {
            task.cancel(false);
            giveBack();
        }

        /* Before its caller goes on, who may have the next call at once. */
        private void giveBack() {
            if (inPlace.compareAndSet(true, false)) {
                leave();
            }
        }

        R await(long nanos) {
            try {
                return task.get(nanos, TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw Call.<RuntimeException>unchanged(Objects.requireNonNullElse(e.getCause(), e));
            } catch (CancellationException e) {
                throw new NotBegunException("what wraps the candidate's calls did not run one", wrappersMistake);
            } catch (TimeoutException e) {
                throw givenUp();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw givenUp();
            }
        }

        /* Checked exceptions too, which the code should not throw and can. */
        @SuppressWarnings("unchecked")
        private static <T extends Throwable> RuntimeException unchanged(Throwable thrown) throws T {
            throw (T) thrown;
        }

        /* Who sets the mark first knows whether the code has begun. */
        private RuntimeException givenUp() {
            boolean before = begun.compareAndSet(false, true);
            task.cancel(true);
            return before ? new NotBegunException("the candidate had no thread in time") : new TimedOut();
        }
    }
}
