// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Conversions between instants and timestamp columns. The database stores microseconds, so callers truncate
/// instants to microseconds before they use them.
public final class SqlTimestamps {
    private SqlTimestamps() {}

    public static @Nullable Instant readInstant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }

    public static @Nullable Timestamp toTimestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
