// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for data with a retention period. Thread-safe.
@Component
public class RetentionStatusQueries {
    private final RetentionSweep sweep;

    RetentionStatusQueries(RetentionSweep sweep) {
        this.sweep = sweep;
    }

    /// A table with a retention period.
    ///
    /// @param oldest time of its oldest row; null when empty
    /// @param removed what this server deleted from it since it started
    public record RetainedTable(String table, @Nullable Instant oldest, PurgeResult removed) {}

    /// Returns all tables by name, with one short query for each.
    public List<RetainedTable> listTables() {
        return sweep.listTargets().stream()
                .map(one ->
                        new RetainedTable(one.table(), one.findOldest().orElse(null), sweep.totalPurged(one.table())))
                .sorted(Comparator.comparing(RetainedTable::table))
                .toList();
    }

    /// Returns when this server last completed a run without a failure; empty when it has not since it started.
    public Optional<Instant> findLastRun() {
        return sweep.findLastRun();
    }
}
