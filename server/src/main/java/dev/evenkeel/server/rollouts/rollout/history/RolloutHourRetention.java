// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.server.foundation.config.ServerOptions;
import dev.evenkeel.server.foundation.retention.AgedRows;
import dev.evenkeel.server.foundation.retention.MonthPartitions;
import dev.evenkeel.server.foundation.retention.Removed;
import dev.evenkeel.server.foundation.retention.Retained;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts of rollouts by the hour, in partitions by the month that [TickRetention] makes: the oldest goes when
/// all of it is over. Only rollouts that ended have any.
@Component
class RolloutHourRetention implements Retained {
    private final JdbcClient jdbc;
    private final MonthPartitions partitions;
    private final Duration kept;

    RolloutHourRetention(JdbcClient jdbc, MonthPartitions partitions, ServerOptions options) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.kept = options.retention().totals();
    }

    @Override
    public String table() {
        return HourTable.TABLE;
    }

    @Override
    public Removed remove(Instant now) {
        return partitions.removeBefore(HourTable.TABLE, HourTable.COLUMN, now.minus(kept));
    }

    @Override
    public Optional<Instant> oldest() {
        return AgedRows.oldest(jdbc, HourTable.TABLE, HourTable.COLUMN);
    }
}
