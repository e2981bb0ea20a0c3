// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of work. What nobody said is null, and never taken for 0.
///
/// @param key its name in the system that it comes from
/// @param title what it is, in a line
/// @param team that does it; empty when nobody said
/// @param service key of the service that it is about; empty when nobody said
/// @param causes of incidents that it is against, in the words of the incidents
/// @param planned effort that was planned, in person-days, 0 or more
/// @param actual effort that went into it so far, in person-days, 0 or more
/// @param opened when it was first known
/// @param closed when it ended; null while it has not. Not before `opened`
/// @param worth in money; null when nobody said
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
            throw new IllegalArgumentException(name + " must be person-days, 0 or more, got " + days);
        }
    }

    /// Person-days beyond what was planned, so far; 0 when there are none, or one of the two is not known.
    public double daysOver() {
        return planned == null || actual == null ? 0 : Math.max(0, actual - planned);
    }
}
