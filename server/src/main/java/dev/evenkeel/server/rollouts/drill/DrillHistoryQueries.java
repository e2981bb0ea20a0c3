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

/// Read access to past and running drills. Thread-safe.
@Component
public class DrillHistoryQueries {
    private final DrillRepository drills;

    DrillHistoryQueries(DrillRepository drills) {
        this.drills = drills;
    }

    /// A drill with its result.
    ///
    /// @param startedAt when it started
    /// @param expectedTime rollback time that the plan expects
    /// @param result result; null while it runs
    public record DrillHistoryEntry(
            String id,
            String environment,
            String flag,
            Instant startedAt,
            Duration expectedTime,
            @Nullable DrillResult result) {
        private static DrillHistoryEntry of(Drill drill) {
            return new DrillHistoryEntry(
                    drill.id(),
                    drill.environment(),
                    drill.flag(),
                    drill.timestamps().startedAt(),
                    drill.expectedTime(),
                    drill.result());
        }
    }

    /// Returns drills of all flags started since an instant, and those with the given ids, oldest first.
    public List<DrillHistoryEntry> listStartedSince(Instant from, Collection<String> ids) {
        return drills.listStartedSince(from, ids).stream()
                .map(DrillHistoryEntry::of)
                .toList();
    }

    /// Returns the results of all drills that ended before an instant.
    public List<DrillResult> listResultsBefore(Instant before) {
        return drills.listEndedBefore(before).stream()
                .map(Drill::result)
                .filter(Objects::nonNull)
                .toList();
    }
}
