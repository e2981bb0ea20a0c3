// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.DrillResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What was recorded of drills, for those who ask how they went. Thread-safe.
@Component
public class DrillHistoryQueries {
    private final DrillRepository drills;

    DrillHistoryQueries(DrillRepository drills) {
        this.drills = drills;
    }

    /// A drill.
    ///
    /// @param orderedAt when it began
    /// @param expectedTime that its plan expects
    /// @param result what came of it; null while it runs
    public record DrillSummary(
            String id,
            String environment,
            String flag,
            Instant orderedAt,
            Duration expectedTime,
            @Nullable DrillResult result) {
        private static DrillSummary of(Drill drill) {
            return new DrillSummary(
                    drill.id(),
                    drill.environment(),
                    drill.flag(),
                    drill.marks().orderedAt(),
                    drill.expectedTime(),
                    drill.result());
        }
    }

    /// Drills of all flags that were ordered since an instant, and those of some ids, the oldest first.
    public List<DrillSummary> since(Instant from, Collection<String> ids) {
        return drills.orderedSince(from, ids).stream().map(DrillSummary::of).toList();
    }

    /// What came of all drills that had ended before an instant.
    public List<DrillResult> endedBefore(Instant before) {
        return drills.endedBefore(before).stream()
                .map(Drill::result)
                .filter(Objects::nonNull)
                .toList();
    }
}
