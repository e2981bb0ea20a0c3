// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.LimitRefusalCounter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The limit on bodies that take longer than one second to arrive, per sender and per address. Faster bodies
/// are not counted. Thread-safe.
@Component
class SlowBodyConcurrencyLimiter {
    private final int most;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final LimitRefusalCounter limit;

    SlowBodyConcurrencyLimiter(LimitRegistry limits, @Value("${evenkeel.max-slow-bodies}") int most) {
        this.most = most;
        this.limit = limits.register("slow-bodies", most, this::maxPerSender);
    }

    private int maxPerSender() {
        return counts.isEmpty() ? 0 : Collections.max(List.copyOf(counts.values()));
    }

    int max() {
        return most;
    }

    /// Counts one more slow body; false, without counting it, when one of its owners has reached the limit.
    ///
    /// @param owners sender and address
    boolean tryAcquire(List<String> owners) {
        boolean fits = true;
        for (String owner : owners) {
            fits &= counts.merge(owner, 1, Integer::sum) <= most;
        }
        if (!fits) {
            release(owners);
            limit.recordRefusal();
        }
        return fits;
    }

    void release(List<String> owners) {
        owners.forEach(owner -> counts.computeIfPresent(owner, (name, count) -> count > 1 ? count - 1 : null));
    }
}
