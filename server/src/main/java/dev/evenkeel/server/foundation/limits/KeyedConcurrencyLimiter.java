// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A bound on what each of some holders, such as SDK keys, has under way at once. Thread-safe.
///
/// Keeps a [ConcurrencyLimiter] for each holder that ever took a place, so holders must be things that exist.
public final class KeyedConcurrencyLimiter {
    private final Supplier<ConcurrencyLimiter> lane;
    private final LimitMeter limit;
    private final Map<String, ConcurrencyLimiter> lanes = new ConcurrentHashMap<>();

    /// @param lane makes the lane of a holder
    /// @param limit is told of what is refused
    public KeyedConcurrencyLimiter(Supplier<ConcurrencyLimiter> lane, LimitMeter limit) {
        this.lane = lane;
        this.limit = limit;
    }

    /// Takes a place of a lane that all holders have together.
    ///
    /// @param limit is told of what is refused
    /// @return null when there is none in time
    public static @Nullable ConcurrencyPermit take(ConcurrencyLimiter lane, LimitMeter limit) {
        if (lane.enter()) {
            return lane::leave;
        }
        limit.refuse();
        return null;
    }

    /// Whether [#take(String)] would refuse at once.
    boolean isFull(String holder) {
        ConcurrencyLimiter known = lanes.get(holder);
        return known != null && known.isFull();
    }

    /// Takes a place of a holder.
    ///
    /// @return null when there is none in time
    public @Nullable ConcurrencyPermit take(String holder) {
        return take(lanes.computeIfAbsent(holder, ignored -> lane.get()), limit);
    }
}
