// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.history;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.retention.ExpiredRowsTarget;
import dev.evenkeel.server.foundation.retention.MonthlyPartitions;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts of rollouts by the hour, in partitions by the month that [RolloutTickRetention] makes: the oldest
/// goes when all of it is over. Only rollouts that ended have any.
@Component
class RolloutHourRetention implements RetentionTarget {
    private final JdbcClient jdbc;
    private final MonthlyPartitions partitions;
    private final Duration kept;

    RolloutHourRetention(JdbcClient jdbc, MonthlyPartitions partitions, ServerStartOptions options) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.kept = options.retention().totals();
    }

    @Override
    public String table() {
        return RolloutHourRepository.TABLE;
    }

    @Override
    public PurgeResult remove(Instant now) {
        return partitions.removeBefore(RolloutHourRepository.TABLE, RolloutHourRepository.COLUMN, now.minus(kept));
    }

    @Override
    public Optional<Instant> oldest() {
        return ExpiredRowsTarget.oldest(jdbc, RolloutHourRepository.TABLE, RolloutHourRepository.COLUMN);
    }
}
