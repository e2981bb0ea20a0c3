// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.server.flags.flag.LostRevisionRegistry;
import dev.evenkeel.server.foundation.limits.CallerRateLimiter;
import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Admission control for batches, with a rate limit per SDK key. Thread-safe.
@Component
class BatchRateLimiter {
    private final LostRevisionRegistry lost;
    private final LongSupplier nanoTicker;
    private final CallerRateLimiter rate;
    private final LimitRefusalCounter limit;

    BatchRateLimiter(
            LostRevisionRegistry lost,
            LongSupplier nanoTicker,
            LimitRegistry limits,
            @Value("${evenkeel.max-batches-per-second}") int perSecond) {
        this.lost = lost;
        this.nanoTicker = nanoTicker;
        this.rate = new CallerRateLimiter(perSecond, nanoTicker.getAsLong());
        this.limit = limits.register("batches-per-second", perSecond);
    }

    /// @throws MalformedOrOverLimitException when the rate limit of the key is exceeded, or the database has
    ///     lost revisions that the batch may refer to
    void admit(Caller.SdkClient client) {
        lost.requireNone(client.environment());
        long seconds = rate.admit(client.key().hashCode(), nanoTicker.getAsLong());
        if (seconds > 0) {
            limit.recordRefusal();
            throw new MalformedOrOverLimitException(
                    ProblemCode.TOO_MANY_REQUESTS,
                    "The processes of this SDK key send more batches per second than the server accepts for one key."
                            + " The batch was not stored.",
                    "Send the same batch again in " + seconds + " s. Give each service its own SDK key, or"
                            + " raise evenkeel.max-batches-per-second.");
        }
    }
}
