// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.sdk.CandidateLimits;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Where the candidate's calls run, so many at once. Thread-safe.
public abstract class CandidateExecutor {
    private final Semaphore places;

    CandidateExecutor(int concurrency) {
        places = new Semaphore(concurrency);
    }

    public static CandidateExecutor of(String flagKey, CandidateLimits limits, LongSupplier nanoTicker) {
        Duration time = limits.timeLimit();
        return time == null
                ? new CallerThreadExecutor(limits.concurrency())
                : new ThreadPoolCandidateExecutor("evenkeel-candidate-" + flagKey, limits, time, nanoTicker);
    }

    /// Takes a place, which [#run] gives back when the code has really ended; false when none is free.
    final boolean enter() {
        return places.tryAcquire();
    }

    /// Gives a place back.
    final void leave() {
        places.release();
    }

    /// Runs the code; what it throws comes out unchanged.
    ///
    /// @throws TimedOut when it takes too long
    /// @throws dev.evenkeel.sdk.CallNotStartedException when it cannot begin
    abstract <A extends @Nullable Object, R extends @Nullable Object> R run(
            Function<? super A, ? extends R> code, A argument);

    /// The caller has stopped waiting for code that had begun.
    static final class CallTimedOutException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CallTimedOutException() {
            super("no answer in time", null, false, false);
        }
    }

    /// The callers' threads.
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
                leave();
            }
        }
    }
}
