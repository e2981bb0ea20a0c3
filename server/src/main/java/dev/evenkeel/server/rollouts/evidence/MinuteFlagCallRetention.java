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

/// The retention of calls per minute. Expired minutes are added to their hours.
@Component
class MinuteFlagCallRetention implements RetentionTarget {
    /// How far back SLOs read calls that they have not counted yet.
    static final Duration RETENTION = Duration.ofDays(3);

    private static final int MOST = 5_000;

    private final FlagCallCountRepository callCounts;
    private final JdbcClient jdbc;

    MinuteFlagCallRetention(FlagCallCountRepository callCounts, JdbcClient jdbc) {
        this.callCounts = callCounts;
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "outcome_minute";
    }

    @Override
    public PurgeResult purge(Instant now) {
        return PurgeResult.ofRows(callCounts.rollUp(now.minus(RETENTION), MOST));
    }

    @Override
    public Optional<Instant> findOldest() {
        return ExpiredRowsTarget.findOldest(jdbc, table(), "minute");
    }
}
