// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.retention.ExpiredRowsTarget;
import dev.evenkeel.server.foundation.retention.PurgeResult;
import dev.evenkeel.server.foundation.retention.RetentionTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Calls by the minute. When they go, their sums by the hour stay.
@Component
class MinuteCallRetention implements RetentionTarget {
    /// So long objectives look back for what they have not counted yet.
    static final Duration KEPT = Duration.ofDays(3);

    private static final int MOST = 5_000;

    private final CallCountRepository minutes;
    private final JdbcClient jdbc;

    MinuteCallRetention(CallCountRepository minutes, JdbcClient jdbc) {
        this.minutes = minutes;
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "outcome_minute";
    }

    @Override
    public PurgeResult remove(Instant now) {
        return PurgeResult.rows(minutes.rollUp(now.minus(KEPT), MOST));
    }

    @Override
    public Optional<Instant> oldest() {
        return ExpiredRowsTarget.oldest(jdbc, table(), "minute");
    }
}
