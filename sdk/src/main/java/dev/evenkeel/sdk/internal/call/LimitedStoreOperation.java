// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.sdk.FallBackToControlException;
import dev.evenkeel.sdk.OutcomeUnknownException;
import dev.evenkeel.sdk.internal.outcome.CandidateLimitEvent;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A store operation with limits on concurrency and time, which throws when they are exceeded. Thread-safe.
public record LimitedStoreOperation<A extends @Nullable Object, R extends @Nullable Object>(
        CandidateExecutor lane, Function<? super A, ? extends R> store) {
    /// A listener for calls that exceed a limit.
    @FunctionalInterface
    public interface LimitListener {
        void onLimitReached(OutcomeKey key, CandidateLimitEvent event);
    }

    /// Returns the code of a call.
    ///
    /// @param key attribution of the call
    public Function<A, R> toFunction(OutcomeKey key, LimitListener counter) {
        return argument -> {
            if (!lane.tryAcquire()) {
                counter.onLimitReached(key, CandidateLimitEvent.REFUSED);
                throw new FallBackToControlException("stage \"" + key.variant() + "\" of \"" + key.flag()
                        + "\" reached its concurrency limit in this process; the operation did not run, retry later");
            }
            try {
                return lane.<A, R>run(store, argument);
            } catch (CandidateExecutor.CallTimedOutException timedOut) {
                counter.onLimitReached(key, CandidateLimitEvent.TIMED_OUT);
                throw new OutcomeUnknownException(key.flag(), key.variant());
            }
        };
    }
}
