// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenkeel.files.report.ReportDocument.Curve;
import dev.evenkeel.files.report.ReportDocument.CurveChart;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Point;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportDocumentTest {
    static final ReportDocument REPORT = new ReportDocument(
            "Move the *core*",
            "As of today",
            List.of(
                    new Section(
                            "Decision",
                            false,
                            List.of(
                                    new Paragraph(List.of(
                                            LinkedText.of("Asked by"), new LinkedText("lea", "/assessments/ra-1"))),
                                    new DataGap("nobody drilled the rollback", "run ./evenkeel drill run core"))),
                    new Section(
                            "Courses",
                            true,
                            List.of(
                                    new Table(
                                            List.of("A|B", "C"),
                                            List.of(List.of(LinkedText.of("a_b"), LinkedText.of("c")))),
                                    new CurveChart(
                                            "Losses",
                                            "EUR",
                                            List.of(new Curve("now", List.of(new Point(1_000_000, 0.185)))))))));

    @Test
    void serializesGapsAlsoAsTopLevelList() {
        JsonNode json = JsonMapper.shared().valueToTree(REPORT);
        assertThat(json.at("/sections/0/blocks/0/texts/1/link").asString()).isEqualTo("/assessments/ra-1");
        assertThat(json.at("/sections/0/blocks/0/texts/0/link").isNull()).isTrue();
        assertThat(json.at("/sections/1/blocks/1/curves/0/points/0/chance").asDouble())
                .isEqualTo(0.185);
        assertThat(json.path("gaps")).hasSize(1);
        assertThat(json.at("/gaps/0/missing").asString()).isEqualTo("nobody drilled the rollback");
    }

    @Test
    void rejectsTableRowsOfWrongWidth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of(LinkedText.of("1")))))
                .withMessage("a row of 2 columns has 1 cells");
    }
}
