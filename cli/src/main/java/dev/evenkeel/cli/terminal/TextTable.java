// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A text table with columns as wide as their content. Not thread-safe.
public final class TextTable {
    private static final int TO_SECONDS = 19;
    private static final int GAP = 2;
    private static final int NARROW = 40;
    private static final int LEAST = 12;
    private static final Pattern PROSE = Pattern.compile("\\p{L}.* .*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\p{L}.*", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("[a-z]{1,3}-[0-9a-f]{8,}");

    private final List<List<String>> rows = new ArrayList<>();

    /// @param heads headers of the columns
    public TextTable(String... heads) {
        addRow(heads);
    }

    /// Adds a row with one single-line cell for each column.
    public void addRow(String... cells) {
        rows.add(Arrays.stream(cells).map(TerminalTextSanitizer::toSingleLine).toList());
    }

    /// Formats an instant as a cell, to the second: `2026-11-25 03:01:12Z`; `-` for null.
    public static String formatInstant(JsonNode instant) {
        String text = instant.asString("");
        return text.length() < TO_SECONDS ? "-" : text.substring(0, TO_SECONDS).replace('T', ' ') + "Z";
    }

    /// Formats a time to the second, in UTC; `-` for null.
    public static String formatInstant(@Nullable Instant instant) {
        return instant == null
                ? "-"
                : instant.toString().substring(0, TO_SECONDS).replace('T', ' ') + "Z";
    }

    /// Returns the lines, without trailing blanks and the last line break; fitted to the terminal's width if
    /// possible.
    @Override
    public String toString() {
        int[] widths = widths();
        return lines(
                width(widths) <= NARROW
                        ? widths
                        : fitted(widths, Terminal.columns().orElse(Integer.MAX_VALUE)));
    }

    /// Returns the lines fitted to a number of columns, if possible: shortens prose first, the widest column
    /// first, then names except in the first column; never numbers, times and ids.
    String toString(int columns) {
        return lines(fitted(widths(), columns));
    }

    private String lines(int[] widths) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = cut(row.get(column), widths[column]);
                line.append(cell);
                line.repeat(' ', GAP + widths[column] - cell.length());
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String cut(String cell, int width) {
        if (cell.length() <= width) {
            return cell;
        }
        int end = Character.isHighSurrogate(cell.charAt(width - 2)) ? width - 2 : width - 1;
        return cell.substring(0, end) + "\u2026";
    }

    private int[] fitted(int[] natural, int columns) {
        int[] widths = natural.clone();
        shorten(widths, columns, PROSE);
        shorten(widths, columns, NAME);
        return width(widths) <= columns ? widths : natural;
    }

    private void shorten(int[] widths, int columns, Pattern what) {
        int[] least = new int[widths.length];
        for (int column = 0; column < widths.length; column++) {
            boolean may = isOf(column, what) && (what == PROSE || column > 0);
            least[column] = may ? Math.max(LEAST, rows.getFirst().get(column).length()) : Integer.MAX_VALUE;
        }
        for (int left = width(widths) - columns; left > 0; left--) {
            int widest = widest(widths, least);
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private static int widest(int[] widths, int[] least) {
        int widest = -1;
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] > least[column] && (widest < 0 || widths[column] > widths[widest])) {
                widest = column;
            }
        }
        return widest;
    }

    private boolean isOf(int column, Pattern what) {
        return rows.stream()
                        .skip(1)
                        .anyMatch(row -> what.matcher(row.get(column)).matches())
                && rows.stream()
                        .skip(1)
                        .noneMatch(row -> ID.matcher(row.get(column)).matches());
    }

    private static int width(int[] widths) {
        return Arrays.stream(widths).sum() + GAP * (widths.length - 1);
    }

    private int[] widths() {
        return IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
    }
}
