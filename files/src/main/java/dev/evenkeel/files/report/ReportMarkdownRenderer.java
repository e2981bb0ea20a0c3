// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.CurveChart;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A report as Markdown (CommonMark with the tables of GitHub).
public final class ReportMarkdownRenderer {
    private final String server;
    private final StringBuilder text = new StringBuilder();

    private ReportMarkdownRenderer(String server) {
        this.server = server;
    }

    /// Writes one.
    ///
    /// @param server address before the paths of links, without a slash at its end; empty for none
    public static String of(ReportDocument report, String server) {
        var markdown = new ReportMarkdownRenderer(server);
        markdown.text.append("# ").append(escaped(report.title())).append("\n\n");
        markdown.text.append(escaped(report.subtitle())).append('\n');
        report.sections().forEach(markdown::section);
        return markdown.text.toString();
    }

    /// Writes blocks, for a text that has headings of its own. None of their lines is a heading.
    ///
    /// @param server as above
    public static String of(List<Block> blocks, String server) {
        var markdown = new ReportMarkdownRenderer(server);
        blocks.forEach(markdown::block);
        return markdown.text.toString().strip();
    }

    /// Writes a text as a part of a line.
    ///
    /// @param server as above
    public static String of(LinkedText text, String server) {
        return new ReportMarkdownRenderer(server).written(text);
    }

    private void section(Section section) {
        text.append("\n## ")
                .append(section.appendix() ? "Appendix: " : "")
                .append(escaped(section.title()))
                .append('\n');
        section.blocks().forEach(this::block);
    }

    private void block(Block block) {
        text.append('\n');
        switch (block) {
            case Paragraph words -> text.append(words(words.texts())).append('\n');
            case Table table -> {
                row(table.head().stream().map(ReportMarkdownRenderer::escaped).toList());
                row(Collections.nCopies(table.head().size(), "---"));
                table.rows().forEach(row -> row(row.stream().map(this::written).toList()));
            }
            case CurveChart curves -> curves(curves);
            case DataGap gap ->
                text.append("> **Missing:** ")
                        .append(escaped(gap.missing()))
                        .append(" (")
                        .append(escaped(gap.remedy()))
                        .append(")\n");
        }
    }

    private String words(List<LinkedText> texts) {
        return texts.stream().map(this::written).collect(Collectors.joining(" "));
    }

    private String written(LinkedText one) {
        String link = one.link();
        return link == null
                ? escaped(one.words())
                : "[" + escaped(one.words()) + "](" + (link.startsWith("/") ? server : "") + link + ")";
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /* A picture is more than Markdown can show: its ends and its middle in words. */
    private void curves(CurveChart curves) {
        text.append("*").append(escaped(curves.title())).append("*\n\n");
        row(List.of("Course", "Chance to lose more than (" + escaped(curves.unit()) + ")"));
        row(List.of("---", "---"));
        for (ReportDocument.Curve curve : curves.curves()) {
            int step = Math.max(1, curve.points().size() / 4);
            String points = IntStream.range(0, curve.points().size())
                    .filter(index -> index % step == 0)
                    .mapToObj(curve.points()::get)
                    .map(point -> ReportNumberFormatter.money(point.amount()) + ": "
                            + ReportNumberFormatter.percent(point.chance()))
                    .collect(Collectors.joining(", "));
            row(List.of(escaped(curve.name()), points));
        }
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace("<", "&lt;")
                .replace("\n", " ");
    }
}
