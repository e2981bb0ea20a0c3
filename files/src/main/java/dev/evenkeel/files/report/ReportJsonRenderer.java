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

/// A renderer of reports as JSON: the same sections, blocks of the kinds `paragraph`, `table`, `curves` and
/// `gap`, and a list of all gaps.
public final class ReportJsonRenderer {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ReportJsonRenderer() {}

    public static ObjectNode render(ReportDocument report) {
        ObjectNode json = JSON.createObjectNode().put("title", report.title()).put("subtitle", report.subtitle());
        ArrayNode sections = json.putArray("sections");
        for (ReportDocument.Section section : report.sections()) {
            ObjectNode one = sections.addObject().put("title", section.title()).put("appendix", section.appendix());
            ArrayNode blocks = one.putArray("blocks");
            section.blocks().forEach(block -> renderBlock(blocks.addObject(), block));
        }
        ArrayNode gaps = json.putArray("gaps");
        report.listGaps().forEach(gap -> renderGap(gaps.addObject(), gap));
        return json;
    }

    private static void renderBlock(ObjectNode json, Block block) {
        switch (block) {
            case Paragraph paragraph ->
                renderTexts(json.put("kind", "paragraph").putArray("texts"), paragraph.texts());
            case Table table -> {
                table.header().forEach(json.put("kind", "table").putArray("head")::add);
                ArrayNode rows = json.putArray("rows");
                table.rows().forEach(row -> renderTexts(rows.addArray(), row));
            }
            case CurveChart curves -> {
                json.put("kind", "curves").put("title", curves.title()).put("unit", curves.unit());
                ArrayNode all = json.putArray("curves");
                curves.curves().forEach(curve -> renderCurve(all.addObject(), curve));
            }
            case DataGap gap -> renderGap(json.put("kind", "gap"), gap);
        }
    }

    private static void renderTexts(ArrayNode array, List<LinkedText> texts) {
        texts.forEach(text -> array.addObject().put("text", text.text()).put("link", text.link()));
    }

    private static void renderCurve(ObjectNode json, ReportDocument.Curve curve) {
        ArrayNode points = json.put("name", curve.name()).putArray("points");
        curve.points()
                .forEach(point ->
                        points.addObject().put("amount", point.amount()).put("chance", point.chance()));
    }

    private static void renderGap(ObjectNode json, DataGap gap) {
        json.put("missing", gap.missing()).put("remedy", gap.remedy());
    }
}
