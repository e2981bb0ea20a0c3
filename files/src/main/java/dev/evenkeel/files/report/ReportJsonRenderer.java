// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.CurveChart;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Table;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A report as JSON: the same sections, blocks of the kinds `words`, `table`, `curves` and `gap`, and all gaps
/// once more.
public final class ReportJsonRenderer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ReportJsonRenderer() {}

    /// Writes one.
    public static ObjectNode of(ReportDocument report) {
        ObjectNode json = JSON.createObjectNode().put("title", report.title()).put("subtitle", report.subtitle());
        ArrayNode sections = json.putArray("sections");
        for (ReportDocument.Section section : report.sections()) {
            ObjectNode one = sections.addObject().put("title", section.title()).put("appendix", section.appendix());
            ArrayNode blocks = one.putArray("blocks");
            section.blocks().forEach(block -> block(blocks.addObject(), block));
        }
        ArrayNode gaps = json.putArray("gaps");
        report.gaps().forEach(gap -> gap(gaps.addObject(), gap));
        return json;
    }

    private static void block(ObjectNode json, Block block) {
        switch (block) {
            case Paragraph words -> texts(json.put("kind", "words").putArray("texts"), words.texts());
            case Table table -> {
                table.head().forEach(json.put("kind", "table").putArray("head")::add);
                ArrayNode rows = json.putArray("rows");
                table.rows().forEach(row -> texts(rows.addArray(), row));
            }
            case CurveChart curves -> {
                json.put("kind", "curves").put("title", curves.title()).put("unit", curves.unit());
                ArrayNode all = json.putArray("curves");
                curves.curves().forEach(curve -> curve(all.addObject(), curve));
            }
            case DataGap gap -> gap(json.put("kind", "gap"), gap);
        }
    }

    private static void texts(ArrayNode array, List<LinkedText> texts) {
        texts.forEach(text -> array.addObject().put("words", text.words()).put("link", text.link()));
    }

    private static void curve(ObjectNode json, ReportDocument.Curve curve) {
        ArrayNode points = json.put("name", curve.name()).putArray("points");
        curve.points()
                .forEach(point ->
                        points.addObject().put("amount", point.amount()).put("chance", point.chance()));
    }

    private static void gap(ObjectNode json, DataGap gap) {
        json.put("missing", gap.missing()).put("remedy", gap.remedy());
    }
}
