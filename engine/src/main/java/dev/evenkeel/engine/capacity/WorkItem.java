// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A work item. Unknown fields are null and never treated as 0.
///
/// @param key identifier in the system of origin
/// @param title one-line description
/// @param team responsible team; empty when unknown
/// @param service key of the service that it concerns; empty when unknown
/// @param causes causes of incidents that it addresses, as tagged on incidents
/// @param planned planned effort in person-days, 0 or more
/// @param actual effort so far in person-days, 0 or more
/// @param opened when it was created
/// @param closed when it ended; null while it is open. Not before `opened`
/// @param worth monetary value; null when unknown
public record WorkItem(
        String key,
        String title,
        WorkKind kind,
        String team,
        String service,
        List<String> causes,
        @Nullable Double planned,
        @Nullable Double actual,
        Instant opened,
        @Nullable Instant closed,
        @Nullable WorkValue worth) {
    public WorkItem {
        causes = List.copyOf(causes);
        requireEffort("planned", planned);
        requireEffort("actual", actual);
        if (closed != null && closed.isBefore(opened)) {
            throw new IllegalArgumentException("closed must not be before opened, got " + closed + " before " + opened);
        }
    }

    private static void requireEffort(String name, @Nullable Double days) {
        if (days != null && !(days >= 0 && Double.isFinite(days))) {
            throw new IllegalArgumentException(name + " must be 0 or more person-days, got " + days);
        }
    }

    /// Returns the person-days beyond the planned effort, so far; 0 when there are none, or either is
    /// unknown.
    public double daysOver() {
        return planned == null || actual == null ? 0 : Math.max(0, actual - planned);
    }
}
