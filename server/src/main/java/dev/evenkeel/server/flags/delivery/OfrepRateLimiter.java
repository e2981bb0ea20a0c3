// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.foundation.limits.CallerRateLimiter;
import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The rate limiter of OFREP evaluations per SDK key. Thread-safe.
@Component
class OfrepRateLimiter {
    private final LongSupplier nanoTicker;
    private final CallerRateLimiter rate;
    private final LimitRefusalCounter limit;

    OfrepRateLimiter(
            LongSupplier nanoTicker,
            LimitRegistry limits,
            @Value("${evenkeel.max-ofrep-requests-per-second}") int requestsPerSecond) {
        this.nanoTicker = nanoTicker;
        this.rate = new CallerRateLimiter(requestsPerSecond, nanoTicker.getAsLong());
        this.limit = limits.register("ofrep-requests-per-second", requestsPerSecond);
    }

    /// @throws MalformedOrOverLimitException when the key exceeds its rate limit
    void admit(HttpServletRequest http) {
        String bearer = http.getHeader("Authorization");
        String key = bearer == null ? http.getHeader("X-API-Key") : bearer;
        long seconds = rate.admit(Objects.hashCode(key), nanoTicker.getAsLong());
        if (seconds > 0) {
            limit.recordRefusal();
            throw new MalformedOrOverLimitException(
                    ProblemCode.TOO_MANY_REQUESTS,
                    "This SDK key exceeds the rate limit for evaluations.",
                    "Retry in " + seconds + " s, evaluate all flags in one request, or raise"
                            + " evenkeel.max-ofrep-requests-per-second.");
        }
    }
}
