// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.sdk.CandidateLimits;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// An executor of the candidate's calls with a concurrency limit. Thread-safe.
public abstract class CandidateExecutor {
    private final Semaphore places;

    CandidateExecutor(int concurrency) {
        places = new Semaphore(concurrency);
    }

    public static CandidateExecutor of(String flagKey, CandidateLimits limits, LongSupplier nanoTicker) {
        Duration time = limits.timeLimit();
        return time == null
                ? new CallerThreadExecutor(limits.concurrency())
                : new TimeLimitedCandidateExecutor("evenkeel-candidate-" + flagKey, limits, time, nanoTicker);
    }

    /// Acquires a slot, which [#run] releases when the code has actually ended; false when none is free.
    final boolean tryAcquire() {
        return places.tryAcquire();
    }

    /// Releases a slot.
    final void release() {
        places.release();
    }

    /// Runs the code; its exceptions are rethrown unchanged.
    ///
    /// @throws CallTimedOutException when it exceeds the time limit
    /// @throws dev.evenkeel.sdk.FallBackToControlException when it cannot start
    abstract <A extends @Nullable Object, R extends @Nullable Object> R run(
            Function<? super A, ? extends R> code, A argument);

    /// Thrown when the caller has stopped waiting for code that had started.
    static final class CallTimedOutException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CallTimedOutException() {
            super("the call timed out", null, false, false);
        }
    }

    private static final class CallerThreadExecutor extends CandidateExecutor {
        CallerThreadExecutor(int concurrency) {
            super(concurrency);
        }

        @Override
        <A extends @Nullable Object, R extends @Nullable Object> R run(
                Function<? super A, ? extends R> code, A argument) {
            try {
                return code.apply(argument);
            } finally {
                release();
            }
        }
    }
}
