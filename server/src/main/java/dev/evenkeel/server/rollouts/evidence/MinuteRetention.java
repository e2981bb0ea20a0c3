// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.server.foundation.retention.AgedRows;
import dev.evenkeel.server.foundation.retention.Removed;
import dev.evenkeel.server.foundation.retention.Retained;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Calls by the minute. When they go, their sums by the hour stay.
@Component
class MinuteRetention implements Retained {
    /// So long objectives look back for what they have not counted yet.
    static final Duration KEPT = Duration.ofDays(3);

    private static final int MOST = 5_000;

    private final MinuteTable minutes;
    private final JdbcClient jdbc;

    MinuteRetention(MinuteTable minutes, JdbcClient jdbc) {
        this.minutes = minutes;
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "outcome_minute";
    }

    @Override
    public Removed remove(Instant now) {
        return Removed.rows(minutes.rollUp(now.minus(KEPT), MOST));
    }

    @Override
    public Optional<Instant> oldest() {
        return AgedRows.oldest(jdbc, table(), "minute");
    }
}
