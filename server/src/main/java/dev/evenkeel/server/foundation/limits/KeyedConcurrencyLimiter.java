// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A limit on the concurrent requests of each holder, such as an SDK key. Thread-safe.
///
/// Keeps a [ConcurrencyLimiter] for each holder that ever acquired a place, so holders must be existing
/// objects, not arbitrary input.
public final class KeyedConcurrencyLimiter {
    private final Supplier<ConcurrencyLimiter> lane;
    private final LimitRefusalCounter limit;
    private final Map<String, ConcurrencyLimiter> lanes = new ConcurrentHashMap<>();

    /// @param lane creates the limiter of a holder
    /// @param limit counts rejections
    public KeyedConcurrencyLimiter(Supplier<ConcurrencyLimiter> lane, LimitRefusalCounter limit) {
        this.lane = lane;
        this.limit = limit;
    }

    /// Acquires a place of a limiter shared by all holders.
    ///
    /// @param limit counts rejections
    /// @return null when none is free in time
    public static @Nullable ConcurrencyPermit tryAcquire(
            ConcurrencyLimiter concurrencyLimiter, LimitRefusalCounter limit) {
        if (concurrencyLimiter.tryAcquire()) {
            return concurrencyLimiter::release;
        }
        limit.recordRefusal();
        return null;
    }

    /// Whether [#tryAcquire(String)] would fail immediately.
    boolean isFull(String holder) {
        ConcurrencyLimiter known = lanes.get(holder);
        return known != null && known.isFull();
    }

    /// Acquires a place of a holder.
    ///
    /// @return null when none is free in time
    public @Nullable ConcurrencyPermit tryAcquire(String holder) {
        return tryAcquire(lanes.computeIfAbsent(holder, ignored -> lane.get()), limit);
    }
}
