// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Searches all columns of all tables of a database as text.
record DatabaseTextSearch(JdbcClient jdbc) {
    private record Column(String table, String name) {}

    /// Returns the columns with a value that contains any of the texts.
    List<String> findColumnsContaining(String... texts) {
        List<String> found = new ArrayList<>();
        List<Column> columns = jdbc.sql("""
                        select c.table_name, c.column_name from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                        """)
                .query((row, index) -> new Column(row.getString(1), row.getString(2)))
                .list();
        for (Column column : columns) {
            for (String text : texts) {
                String sql = """
                        select exists (select from "%s" where position(:text in "%s"::text) > 0)""".formatted(column.table(), column.name());
                if (jdbc.sql(sql).param("text", text).query(Boolean.class).single()) {
                    found.add(column.table() + "." + column.name());
                }
            }
        }
        return found;
    }
}
