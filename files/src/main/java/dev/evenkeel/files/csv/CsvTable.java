// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.csv;

import java.util.ArrayList;
import java.util.List;

/// A table of comma-separated values (RFC 4180): cells in double quotes may contain commas, line breaks and
/// doubled quotes; lines end in LF or CRLF; a byte-order mark and empty lines are ignored.
///
/// @param rows rows; the first one has the names of the columns
/// @param errors syntax errors
public record CsvTable(List<Row> rows, List<String> errors) {
    /// A row.
    ///
    /// @param line 1-based number of its first line
    public record Row(int line, List<String> cells) {}

    /// Parses a text; syntax errors are among the faults.
    public static CsvTable parse(String text) {
        var reader = new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text);
        reader.parse();
        return new CsvTable(reader.rows, reader.faults);
    }

    private static final class Reader {
        private final String text;
        private final List<Row> rows = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private List<String> cells = new ArrayList<>();
        private int at;
        private int line = 1;
        private int begun = 1;

        private Reader(String text) {
            this.text = text;
        }

        private void parse() {
            while (at < text.length()) {
                char next = text.charAt(at++);
                switch (next) {
                    case '"' -> readQuoted();
                    case ',' -> endCell();
                    case '\r' -> {}
                    case '\n' -> endRow();
                    default -> cell.append(next);
                }
            }
            if (!cell.isEmpty() || !cells.isEmpty()) {
                endRow();
            }
        }

        private void readQuoted() {
            int opened = line;
            if (!cell.isEmpty()) {
                faults.add("line " + line + ": a cell contains a quote; put the whole cell in quotes");
            }
            while (at < text.length()) {
                char next = text.charAt(at++);
                if (next == '"' && (at == text.length() || text.charAt(at) != '"')) {
                    return;
                }
                if (next == '"') {
                    at++;
                }
                if (next == '\n') {
                    line++;
                }
                cell.append(next);
            }
            faults.add("line " + opened + ": a quote is not closed");
        }

        private void endCell() {
            cells.add(cell.toString().strip());
            cell.setLength(0);
        }

        private void endRow() {
            endCell();
            if (cells.size() > 1 || !cells.getFirst().isEmpty()) {
                rows.add(new Row(begun, List.copyOf(cells)));
            }
            cells = new ArrayList<>();
            begun = ++line;
        }
    }
}
