// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.config.ServerOptions;
import dev.evenkeel.server.foundation.retention.AgedRows;
import dev.evenkeel.server.foundation.retention.MonthPartitions;
import dev.evenkeel.server.foundation.retention.Removed;
import dev.evenkeel.server.foundation.retention.Retained;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Calls by the hour, in partitions by the month: those of this month and the next are made ahead, and the oldest
/// goes when all of it is over.
@Component
class CallHourRetention implements Retained {
    private static final String COLUMN = "hour";

    private final JdbcClient jdbc;
    private final MonthPartitions partitions;
    private final Duration kept;

    CallHourRetention(JdbcClient jdbc, MonthPartitions partitions, ServerOptions options) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.kept = options.retention().totals();
    }

    @Override
    public String table() {
        return "outcome_hour";
    }

    @Override
    public Removed remove(Instant now) {
        var month = MonthPartitions.month(now);
        partitions.make(table(), COLUMN, List.of(month, month.plusMonths(1)));
        return partitions.removeBefore(table(), COLUMN, now.minus(kept));
    }

    @Override
    public Optional<Instant> oldest() {
        return AgedRows.oldest(jdbc, table(), COLUMN);
    }
}
