// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Executor of one kind of computations that take seconds, on behalf of requests: one at a time, with a short
/// queue. Each runs on a platform thread, which the operating system schedules fairly; on a virtual thread it
/// would block a carrier thread for other requests until it ends. Thread-safe.
public final class BoundedComputationExecutor {
    private static final int MOST_WAITING = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final String remedy;
    private final ConcurrencyLimiter concurrencyLimiter = new ConcurrencyLimiter(1, MOST_WAITING, LONGEST_WAIT);
    private final LimitRefusalCounter limit;

    /// @param name name of the kind in the plural, such as `previews`: its limit is `concurrent-previews`
    /// @param remedy what a rejected caller can do
    public BoundedComputationExecutor(String name, String remedy, LimitRegistry limits) {
        this.name = name;
        this.remedy = remedy;
        this.limit = limits.register("concurrent-" + name, 1, concurrencyLimiter::inUse);
    }

    /// Waits for its turn, then runs the computation.
    ///
    /// @throws MalformedOrOverLimitException when the queue is full, or the wait times out
    public <T> T run(Supplier<T> work) {
        if (!concurrencyLimiter.tryAcquire()) {
            limit.recordRefusal();
            throw new MalformedOrOverLimitException(
                    ProblemCode.OVERLOADED,
                    "The server is busy with other " + name + ". The request was not processed.",
                    remedy);
        }
        try {
            return runOnPlatformThread(work);
        } finally {
            concurrencyLimiter.release();
        }
    }

    private <T> T runOnPlatformThread(Supplier<T> work) {
        var task = new FutureTask<>(work::get);
        Thread.ofPlatform().daemon().name("evenkeel-" + name).start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("one of the " + name + " failed", e.getCause());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new MalformedOrOverLimitException(
                    ProblemCode.NOT_READY, "The server is stopping. The request was not processed.", remedy);
        }
    }
}
