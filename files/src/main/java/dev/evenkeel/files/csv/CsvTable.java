// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.csv;

import java.util.ArrayList;
import java.util.List;

/// Comma-separated values as in RFC 4180: cells in double quotes may hold commas, line ends and
/// doubled quotes; lines end in LF or CRLF; a byte-order mark and empty lines are left out.
///
/// @param rows the first one holds the names of the columns
/// @param faults what cannot be read
public record CsvTable(List<Row> rows, List<String> faults) {
    /// A row.
    ///
    /// @param line 1-based line that it begins in
    public record Row(int line, List<String> cells) {}

    /// Reads a text; what cannot be read is among the faults.
    public static CsvTable read(String text) {
        var reader = new Reader(text.startsWith("\uFEFF") ? text.substring(1) : text);
        reader.read();
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

        private void read() {
            while (at < text.length()) {
                char next = text.charAt(at++);
                switch (next) {
                    case '"' -> quote();
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

        private void quote() {
            int opened = line;
            if (!cell.isEmpty()) {
                faults.add("line " + line + ": a quote stands within a cell; put the whole cell in quotes");
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
            faults.add("line " + opened + ": a quote is opened and never closed");
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
