// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.platform;

import java.util.Collection;
import java.util.function.Function;

/// Converts values to array parameters of SQL statements.
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
}
