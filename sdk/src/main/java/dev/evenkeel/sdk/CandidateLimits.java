// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Limits of the candidate of a guarded change, or in a migration of the new store in reads and of the
/// secondary store in writes: concurrent calls (bulkhead) and time per call. Immutable.
///
/// A call above the concurrency limit is not started on the candidate: control serves it at once, and it is
/// evidence for neither side. The limits apply wherever the candidate runs, also without a rollout. Reads of
/// a migration have no fallback ([Migration.ReadBuilder#candidateLimits]); second writes fall back to the
/// repair log ([Migration.WriteBuilder#secondWriteLimits]).
public final class CandidateLimits {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    private final int concurrency;
    private final @Nullable Duration timeLimit;
    private final UnaryOperator<Runnable> wrapping;

    private CandidateLimits(int concurrency, @Nullable Duration timeLimit, UnaryOperator<Runnable> wrapping) {
        this.concurrency = concurrency;
        this.timeLimit = timeLimit;
        this.wrapping = wrapping;
    }

    /// Limits the concurrent calls of the candidate in this process; they run in the threads of their
    /// callers.
    ///
    /// @throws IllegalArgumentException when it is not from 1 to 10,000
    public static CandidateLimits concurrency(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("the concurrency must be 1 to " + MOST + ", got " + most);
        }
        return new CandidateLimits(most, null, UnaryOperator.identity());
    }

    /// Limits the time for which a caller waits for the candidate; afterwards the call counts as failed, and
    /// the candidate is interrupted. A call that ignores interrupts occupies its slot until it ends.
    ///
    /// With a time limit the candidate runs in another thread, of which there are at most as many as concurrent
    /// calls. State bound to the caller's thread, such as a transaction, is not available there, except for the
    /// context class loader and the mark of a [ShadowCallMarker]; use [#taskDecorator] to transfer more. An
    /// interrupt of the caller is passed on to the candidate, as if it ran in the caller's thread.
    ///
    /// @throws IllegalArgumentException when it is not from 1 ms to 10 minutes
    public CandidateLimits timeLimit(Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time limit must be 1 ms to 10 minutes, got " + limit);
        }
        return new CandidateLimits(concurrency, limit, wrapping);
    }

    /// Sets a function that wraps the task for the other thread, to transfer state of the caller's thread
    /// such as a trace or a security context. Called in the caller's thread; the returned task runs in the
    /// other one and must run the original task before it returns. Not called without a time limit.
    public CandidateLimits taskDecorator(UnaryOperator<Runnable> wrap) {
        return new CandidateLimits(concurrency, timeLimit, Objects.requireNonNull(wrap, "wrap"));
    }

    /// Returns the maximum number of concurrent calls of the candidate.
    public int concurrency() {
        return concurrency;
    }

    /// Returns the maximum wait for the candidate; null when callers wait until it ends.
    public @Nullable Duration timeLimit() {
        return timeLimit;
    }

    /// Returns the function that wraps tasks for the other thread.
    public UnaryOperator<Runnable> taskDecorator() {
        return wrapping;
    }
}
