// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Rows that are over when they are old, and whose sums nobody needs. Rows that somebody else has locked wait
/// for the next round.
public final class ExpiredRowsTarget implements RetentionTarget {
    private static final int MOST = 5_000;

    private final JdbcClient jdbc;
    private final String table;
    private final String column;
    private final Duration kept;

    /// @param table its name
    /// @param column from when a row is; has an index
    /// @param kept how long, more than 0
    public ExpiredRowsTarget(JdbcClient jdbc, String table, String column, Duration kept) {
        this.jdbc = jdbc;
        this.table = table;
        this.column = column;
        this.kept = kept;
    }

    @Override
    public String table() {
        return table;
    }

    @Override
    public PurgeResult remove(Instant now) {
        return PurgeResult.rows(jdbc.sql("""
                        delete from %1$s where ctid = any(array(
                            select ctid from %1$s where %2$s < :limit order by %2$s limit :most for update skip locked))
                        """.formatted(table, column))
                .param("limit", Timestamp.from(now.minus(kept)))
                .param("most", MOST)
                .update());
    }

    @Override
    public Optional<Instant> oldest() {
        return oldest(jdbc, table, column);
    }

    /// When the oldest row of a table is from.
    ///
    /// @param column has an index
    public static Optional<Instant> oldest(JdbcClient jdbc, String table, String column) {
        return jdbc.sql("select %2$s from %1$s order by %2$s limit 1".formatted(table, column))
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }
}
