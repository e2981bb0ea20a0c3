// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Retention of rows that are deleted after a fixed time and whose sums are not needed. Skips locked rows until
/// the next run.
public final class ExpiredRowsTarget implements RetentionTarget {
    private static final int MOST = 5_000;

    private final JdbcClient jdbc;
    private final String table;
    private final String column;
    private final Duration kept;

    /// @param table name of the table
    /// @param column timestamp of a row; must be indexed
    /// @param kept retention period, more than 0
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
    public PurgeResult purge(Instant now) {
        return PurgeResult.ofRows(jdbc.sql("""
                        delete from %1$s where ctid = any(array(
                            select ctid from %1$s where %2$s < :limit order by %2$s limit :most for update skip locked))
                        """.formatted(table, column))
                .param("limit", now.minus(kept))
                .param("most", MOST)
                .update());
    }

    @Override
    public Optional<Instant> findOldest() {
        return findOldest(jdbc, table, column);
    }

    /// Returns the time of the oldest row of a table.
    ///
    /// @param column must be indexed
    public static Optional<Instant> findOldest(JdbcClient jdbc, String table, String column) {
        return jdbc.sql("select %2$s from %1$s order by %2$s limit 1".formatted(table, column))
                .query(Instant.class)
                .optional();
    }
}
