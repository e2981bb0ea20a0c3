// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Arrays of SQL: as parameters of statements, and as columns of results.
public final class SqlArrays {
    private SqlArrays() {}

    /// One column of rows, as the array of a parameter.
    public static <T> String[] texts(Collection<T> rows, Function<? super T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /// One column of rows, as the array of a parameter.
    public static <T> Long[] longs(Collection<T> rows, Function<? super T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    /// The texts of a column that has an array, in its order.
    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.asList((String[]) array.getArray());
    }
}
