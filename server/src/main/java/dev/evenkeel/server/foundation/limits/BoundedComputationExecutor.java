// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Computations of one kind that take seconds, for requests: one at a time, and a few more requests wait for
/// their turn. Each runs on a platform thread, which the operating system schedules beside all others: on a
/// virtual thread it would keep other requests from a processor until it ends. Thread-safe.
public final class BoundedComputationExecutor {
    private static final int MOST_WAITING = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final String name;
    private final String remedy;
    private final ConcurrencyLimiter lane = new ConcurrencyLimiter(1, MOST_WAITING, LONGEST_WAIT);
    private final LimitMeter limit;

    /// @param name of the kind, in the plural, such as `previews`: its limit is `previews-at-once`
    /// @param remedy what a caller can do who is refused
    public BoundedComputationExecutor(String name, String remedy, LimitRegistry limits) {
        this.name = name;
        this.remedy = remedy;
        this.limit = limits.of(name + "-at-once", 1, lane::used);
    }

    /// Computes when its turn has come.
    ///
    /// @throws RequestRefusedException when too many others wait, or the wait takes too long
    public <T> T run(Supplier<T> work) {
        if (!lane.enter()) {
            limit.refuse();
            throw new RequestRefusedException(
                    ProblemCode.OVERLOADED,
                    "The server is busy with other " + name + ". Nothing was computed.",
                    remedy);
        }
        try {
            return onPlatformThread(work);
        } finally {
            lane.leave();
        }
    }

    private <T> T onPlatformThread(Supplier<T> work) {
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
            throw new RequestRefusedException(
                    ProblemCode.NOT_READY, "The server is stopping. Nothing was computed.", remedy);
        }
    }
}
