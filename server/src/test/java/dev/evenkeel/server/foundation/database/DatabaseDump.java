// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// The database content of a server with its responses, stored as a file. It can be restored into tables of the same
/// migrations.
///
/// The file is text, compressed: a line `=answer PATH` with the answer below, `=table NAME (COLUMNS)`
/// with a row in each line below, `=sequence NAME VALUE`. Lines below start with a space.
///
/// @param answers JSON responses by path or another name
/// @param tables rows as `COPY` writes them, by name and columns
/// @param sequences last values by name
record DatabaseDump(Map<String, String> answers, Map<String, List<String>> tables, Map<String, Long> sequences) {
    private static final String COLUMNS = """
            select c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum)
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
               and c.relname <> 'flyway_schema_history'
             group by c.relname order by c.relname
            """;

    /// Reads the content of a database.
    static DatabaseDump of(String url, Map<String, String> answers) throws SQLException, IOException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        Map<String, Long> sequences = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(COLUMNS)) {
                while (rows.next()) {
                    names.add(rows.getString(1) + " (" + rows.getString(2) + ")");
                }
            }
            for (String name : names) {
                tables.put(name, rows(connection, name));
            }
            try (ResultSet rows = statement.executeQuery(
                    "select sequencename, last_value from pg_sequences where last_value is not null order by 1")) {
                while (rows.next()) {
                    sequences.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return new DatabaseDump(answers, tables, sequences);
    }

    /// The rows of a table, without order.
    ///
    /// @param name with its columns behind, in parentheses
    static List<String> rows(Connection connection, String name) throws SQLException, IOException {
        var text = new StringWriter();
        String columns = name.substring(name.indexOf('(') + 1, name.length() - 1);
        String table = name.substring(0, name.indexOf(' '));
        copies(connection).copyOut("copy (select " + columns + " from " + table + ") to stdout", text);
        return text.toString().lines().toList();
    }

    private static CopyManager copies(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /// Replaces the content of the tables of a database with the same migrations.
    void restore(String url) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            /* Disables triggers and foreign keys, so that the order does not matter. */
            statement.execute("set session_replication_role = replica");
            for (String name : tables.keySet()) {
                statement.execute("truncate " + name.substring(0, name.indexOf(' ')) + " cascade");
            }
            for (String rollout : rolloutsWithWindows()) {
                for (String table : List.of("trial_unit", "unit_first_event")) {
                    statement.execute(
                            "create table if not exists \"%1$s_%2$s\" partition of %1$s for values in ('%2$s')"
                                    .formatted(table, rollout));
                }
            }
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                String rows =
                        String.join("\n", table.getValue()) + (table.getValue().isEmpty() ? "" : "\n");
                copies(connection).copyIn("copy " + table.getKey() + " from stdin", new StringReader(rows));
            }
            for (Map.Entry<String, Long> sequence : sequences.entrySet()) {
                statement.execute("select setval('" + sequence.getKey() + "', " + sequence.getValue() + ")");
            }
        }
    }

    private Set<String> rolloutsWithWindows() {
        return tables.entrySet().stream()
                .filter(table -> table.getKey().startsWith("evidence_window (rollout,"))
                .flatMap(table -> table.getValue().stream())
                .map(row -> row.substring(0, row.indexOf('\t')))
                .collect(Collectors.toSet());
    }

    void write(Path file) throws IOException {
        try (Writer text =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> answer : answers.entrySet()) {
                text.write("=answer " + answer.getKey() + "\n " + answer.getValue() + "\n");
            }
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                text.write("=table " + table.getKey() + "\n");
                for (String row : table.getValue()) {
                    text.write(" " + row + "\n");
                }
            }
            for (Map.Entry<String, Long> sequence : sequences.entrySet()) {
                text.write("=sequence " + sequence.getKey() + " " + sequence.getValue() + "\n");
            }
        }
    }

    static DatabaseDump read(Path file) throws IOException {
        var data = new DatabaseDump(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        try (var text = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> below = new ArrayList<>();
            String answer = "";
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                if (line.startsWith("=answer ")) {
                    answer = line.substring("=answer ".length());
                    below = new ArrayList<>();
                } else if (line.startsWith("=table ")) {
                    answer = "";
                    below = new ArrayList<>();
                    data.tables.put(line.substring("=table ".length()), below);
                } else if (line.startsWith("=sequence ")) {
                    String[] words = line.split(" ", 3);
                    data.sequences.put(words[1], Long.parseLong(words[2]));
                } else if (answer.isEmpty()) {
                    below.add(line.substring(1));
                } else {
                    data.answers.put(answer, line.substring(1));
                }
            }
        }
        assertThat(data.tables).as("tables in %s", file).hasSizeGreaterThan(50);
        return data;
    }
}
