// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.server.foundation.limits.LimitMeter;
import dev.evenkeel.server.foundation.limits.LimitRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Bounds how many bodies of one sender, and how many from one address, may take longer than a second to
/// arrive. Bodies that arrive faster are never counted. Thread-safe.
@Component
class SlowBodyLimiter {
    private final int most;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final LimitMeter limit;

    SlowBodyLimiter(LimitRegistry limits, @Value("${evenkeel.slow-bodies}") int most) {
        this.most = most;
        this.limit = limits.of("slow-bodies", most, this::mostOfOne);
    }

    private int mostOfOne() {
        return counts.isEmpty() ? 0 : Collections.max(List.copyOf(counts.values()));
    }

    int most() {
        return most;
    }

    /// Counts one more; false, and nothing counted, when one of its owners has as many as it may.
    ///
    /// @param owners sender and address
    boolean enter(List<String> owners) {
        boolean fits = true;
        for (String owner : owners) {
            fits &= counts.merge(owner, 1, Integer::sum) <= most;
        }
        if (!fits) {
            leave(owners);
            limit.refuse();
        }
        return fits;
    }

    void leave(List<String> owners) {
        owners.forEach(owner -> counts.computeIfPresent(owner, (name, count) -> count > 1 ? count - 1 : null));
    }
}
