// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.sdk.CallNotStartedException;
import dev.evenkeel.sdk.OutcomeUnknownException;
import dev.evenkeel.sdk.internal.outcome.CandidateLimitEvent;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A store that takes so many calls at once, and so much time. What exceeds that comes out as an
/// exception. Thread-safe.
public record LimitedStoreOperation<A extends @Nullable Object, R extends @Nullable Object>(
        CandidateExecutor lane, Function<? super A, ? extends R> store) {
    /// Who is told that a call met a limit.
    @FunctionalInterface
    public interface LimitListener {
        void limited(OutcomeKey key, CandidateLimitEvent event);
    }

    /// The code of a call.
    ///
    /// @param key what it counts for
    public Function<A, R> of(OutcomeKey key, LimitListener counter) {
        return argument -> {
            if (!lane.enter()) {
                counter.limited(key, CandidateLimitEvent.REFUSED);
                throw new CallNotStartedException("the stage \"" + key.variant() + "\" of \"" + key.flag()
                        + "\" runs as many calls as it may in this process; nothing was done, try again later");
            }
            try {
                return lane.<A, R>run(store, argument);
            } catch (CandidateExecutor.CallTimedOutException timedOut) {
                counter.limited(key, CandidateLimitEvent.TIMED_OUT);
                throw new OutcomeUnknownException(key.flag(), key.variant());
            }
        };
    }
}
