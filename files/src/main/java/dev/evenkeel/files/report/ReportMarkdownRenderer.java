// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import dev.evenkeel.engine.format.QuantityFormatter;
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

/// A renderer of reports as Markdown (CommonMark with GitHub's tables).
public final class ReportMarkdownRenderer {
    private final String server;
    private final StringBuilder text = new StringBuilder();

    private ReportMarkdownRenderer(String server) {
        this.server = server;
    }

    /// Renders a report.
    ///
    /// @param server base address for links, without a trailing slash; empty for relative links
    public static String render(ReportDocument report, String server) {
        var markdown = new ReportMarkdownRenderer(server);
        markdown.text.append("# ").append(escape(report.title())).append("\n\n");
        markdown.text.append(escape(report.subtitle())).append('\n');
        report.sections().forEach(markdown::renderSection);
        return markdown.text.toString();
    }

    /// Renders blocks without headings, for a text with its own headings.
    ///
    /// @param server base address for links
    public static String render(List<Block> blocks, String server) {
        var markdown = new ReportMarkdownRenderer(server);
        blocks.forEach(markdown::renderBlock);
        return markdown.text.toString().strip();
    }

    /// Renders a text within a line.
    ///
    /// @param server base address for links
    public static String render(LinkedText text, String server) {
        return new ReportMarkdownRenderer(server).renderText(text);
    }

    private void renderSection(Section section) {
        text.append("\n## ")
                .append(section.appendix() ? "Appendix: " : "")
                .append(escape(section.title()))
                .append('\n');
        section.blocks().forEach(this::renderBlock);
    }

    private void renderBlock(Block block) {
        text.append('\n');
        switch (block) {
            case Paragraph words -> text.append(renderTexts(words.texts())).append('\n');
            case Table table -> {
                renderRow(table.header().stream()
                        .map(ReportMarkdownRenderer::escape)
                        .toList());
                renderRow(Collections.nCopies(table.header().size(), "---"));
                table.rows()
                        .forEach(row ->
                                renderRow(row.stream().map(this::renderText).toList()));
            }
            case CurveChart curves -> renderCurves(curves);
            case DataGap gap ->
                text.append("> **Missing:** ")
                        .append(escape(gap.missing()))
                        .append(" (")
                        .append(escape(gap.remedy()))
                        .append(")\n");
        }
    }

    private String renderTexts(List<LinkedText> texts) {
        return texts.stream().map(this::renderText).collect(Collectors.joining(" "));
    }

    private String renderText(LinkedText one) {
        String link = one.link();
        return link == null
                ? escape(one.text())
                : "[" + escape(one.text()) + "](" + (link.startsWith("/") ? server : "") + link + ")";
    }

    private void renderRow(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /* Markdown has no charts: renders ends and intermediate points of each curve as text. */
    private void renderCurves(CurveChart curves) {
        text.append("*").append(escape(curves.title())).append("*\n\n");
        renderRow(List.of("Course", "Chance to lose more than (" + escape(curves.unit()) + ")"));
        renderRow(List.of("---", "---"));
        for (ReportDocument.Curve curve : curves.curves()) {
            int step = Math.max(1, curve.points().size() / 4);
            String points = IntStream.range(0, curve.points().size())
                    .filter(index -> index % step == 0)
                    .mapToObj(curve.points()::get)
                    .map(point -> QuantityFormatter.formatMoney(point.amount()) + ": "
                            + QuantityFormatter.formatProbability(point.chance()))
                    .collect(Collectors.joining(", "));
            renderRow(List.of(escape(curve.name()), points));
        }
    }

    private static String escape(String words) {
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
