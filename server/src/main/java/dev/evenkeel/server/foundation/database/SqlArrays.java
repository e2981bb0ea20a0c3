// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Conversion of SQL arrays: parameters of statements, and columns of results.
public final class SqlArrays {
    private SqlArrays() {}

    /// Returns one column of rows as an array parameter.
    public static <T> String[] toTextArray(Collection<T> rows, Function<? super T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /// Returns one column of rows as an array parameter.
    public static <T> Long[] toLongArray(Collection<T> rows, Function<? super T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    /// Returns the strings of an array column, in order.
    public static List<String> readTexts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.asList((String[]) array.getArray());
    }
}
