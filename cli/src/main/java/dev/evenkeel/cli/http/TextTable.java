// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.http;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Rows of text in columns as wide as they need. Confined to one thread.
public final class TextTable {
    private static final int TO_SECONDS = 19;

    private final List<List<String>> rows = new ArrayList<>();

    /// @param heads of the columns
    public TextTable(String... heads) {
        row(heads);
    }

    /// Adds a row; as many cells as there are heads.
    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    /// An instant as a cell, to the second: `2026-11-25 03:01:12Z`; `-` for none.
    public static String second(JsonNode instant) {
        String text = instant.asString("");
        return text.length() < TO_SECONDS ? "-" : text.substring(0, TO_SECONDS).replace('T', ' ') + "Z";
    }

    /// The lines, without trailing blanks, the last line end left out.
    @Override
    public String toString() {
        int columns = rows.getFirst().size();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(row.get(column));
                line.repeat(' ', 2 + width(column) - row.get(column).length());
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
