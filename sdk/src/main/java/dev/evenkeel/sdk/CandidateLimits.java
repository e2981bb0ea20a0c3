// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the candidate of a guarded change may take from its process, or in a migration the new store in
/// reads and the other store in writes: calls at once, and time. Immutable.
///
/// A call that finds no place does not begin on the candidate: control answers it, at once, and it is
/// evidence for neither side. The limits hold wherever the candidate runs, also without a rollout. Reads of
/// a migration have nobody who could answer instead ([Migration.ReadBuilder#candidateLimits]); second
/// writes have the repair log ([Migration.WriteBuilder#secondWriteLimits]).
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

    /// At most so many calls of the candidate at once in this process, in the threads of their callers.
    ///
    /// @throws IllegalArgumentException when it is not from 1 to 10,000
    public static CandidateLimits concurrency(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("the concurrency must be 1 to " + MOST + ", got " + most);
        }
        return new CandidateLimits(most, null, UnaryOperator.identity());
    }

    /// Lets the caller wait for the candidate so long at most; then the call counts as failed, and the
    /// candidate is interrupted. What cannot be interrupted keeps its place until it ends.
    ///
    /// The candidate then runs in another thread, at most as many as calls at once: what is bound to the
    /// caller's thread, such as a transaction, is not there. The context class loader and the mark of a
    /// [ShadowCall] are; [#wrapping] brings more. An interrupt of the caller is passed on
    /// to the candidate, as if it ran in the caller's thread.
    ///
    /// @throws IllegalArgumentException when it is not from 1 ms to 10 minutes
    public CandidateLimits timeLimit(Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the time limit must be 1 ms to 10 minutes, got " + limit);
        }
        return new CandidateLimits(concurrency, limit, wrapping);
    }

    /// Lets a function dress up what runs in another thread, to bring what is bound to the caller's: a
    /// trace, a security context. Called in the caller's thread; what it gives runs in the other one,
    /// and has to run what it got, before it returns. Without time limit it is not called.
    public CandidateLimits wrapping(UnaryOperator<Runnable> wrap) {
        return new CandidateLimits(concurrency, timeLimit, Objects.requireNonNull(wrap, "wrap"));
    }

    /// Most calls of the candidate at once.
    public int concurrency() {
        return concurrency;
    }

    /// Longest wait for the candidate; null when callers wait until it ends.
    public @Nullable Duration timeLimit() {
        return timeLimit;
    }

    /// What dresses up what runs in another thread.
    public UnaryOperator<Runnable> wrapping() {
        return wrapping;
    }
}
