// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.util.List;

/// Formatter of Markdown tables.
public final class MarkdownTable {
    private MarkdownTable() {}

    /// @param head the names of the columns
    /// @param rows rows with one cell per column
    public static String format(List<String> head, List<List<String>> rows) {
        var table =
                new StringBuilder(row(head)).append("|---".repeat(head.size())).append("|\n");
        rows.forEach(cells -> table.append(row(cells)));
        return table.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
