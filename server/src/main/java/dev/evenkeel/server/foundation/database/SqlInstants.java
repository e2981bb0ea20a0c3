// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Reads `timestamptz` columns as instants, with microseconds.
public final class SqlInstants {
    private SqlInstants() {}

    /// Returns the instant of a column that is not null.
    public static Instant read(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant readNullable(ResultSet row, String column) throws SQLException {
        return readNullable(row, row.findColumn(column));
    }

    /// @param column number of the column, from 1
    public static @Nullable Instant readNullable(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
