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

/// The retention of hourly counts of rollouts, in monthly partitions that [RolloutTickRetention] creates: drops
/// the oldest when all of its rows have expired. Only ended rollouts have hourly counts.
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
    public PurgeResult purge(Instant now) {
        return partitions.purgeBefore(RolloutHourRepository.TABLE, RolloutHourRepository.COLUMN, now.minus(kept));
    }

    @Override
    public Optional<Instant> findOldest() {
        return ExpiredRowsTarget.findOldest(jdbc, RolloutHourRepository.TABLE, RolloutHourRepository.COLUMN);
    }
}
