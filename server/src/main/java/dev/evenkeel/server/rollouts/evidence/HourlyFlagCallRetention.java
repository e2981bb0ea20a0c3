// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.config.ServerStartOptions;
import dev.evenkeel.server.foundation.retention.ExpiredRowsTarget;
import dev.evenkeel.server.foundation.retention.MonthlyPartitions;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The retention of calls per hour, in monthly partitions: creates those of this and the next month, and drops
/// the oldest when all of its rows have expired.
@Component
class HourlyFlagCallRetention implements RetentionTarget {
    private static final String COLUMN = "hour";

    private final JdbcClient jdbc;
    private final MonthlyPartitions partitions;
    private final Duration kept;

    HourlyFlagCallRetention(JdbcClient jdbc, MonthlyPartitions partitions, ServerStartOptions options) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.kept = options.retention().totals();
    }

    @Override
    public String table() {
        return "outcome_hour";
    }

    @Override
    public PurgeResult purge(Instant now) {
        var month = MonthlyPartitions.monthOf(now);
        partitions.createMissing(table(), COLUMN, List.of(month, month.plusMonths(1)));
        return partitions.purgeBefore(table(), COLUMN, now.minus(kept));
    }

    @Override
    public Optional<Instant> findOldest() {
        return ExpiredRowsTarget.findOldest(jdbc, table(), COLUMN);
    }
}
