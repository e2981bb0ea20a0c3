// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DataTableTest {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            Path.of(""), ContentType.Html, DataTableTest.class.getClassLoader(), "dev.evenkeel.server.console");

    private record Alert(String rule, @Nullable Instant endedAt) {}

    private static final Alert OPEN = new Alert("fast <burn>", null);
    private static final Alert ENDED = new Alert("slow", Instant.parse("2026-01-15T10:20:30Z"));

    private static String render(DataTable<?> table) {
        StringOutput html = new StringOutput();
        TEMPLATES.render("kit/table.jte", Map.of("table", table), html);
        return html.toString().replaceAll(">\\s+", ">").replaceAll("\\s+<", "<");
    }

    private static Content markup(String html) {
        return output -> output.writeContent(html);
    }

    @Test
    void rendersColumnTitlesAndRowHeaders() {
        assertThat(render(DataTable.blocks(List.of(ENDED))
                        .withId("alerts")
                        .withClass("burns")
                        .rowHeader("Rule", "instance", Alert::rule)))
                .isEqualTo("<table class=\"table blocks burns\" id=\"alerts\">"
                        + "<thead><tr><th scope=\"col\">Rule</th></tr></thead>"
                        + "<tbody><tr><th scope=\"row\" class=\"instance\">slow</th></tr></tbody></table>");
    }

    @Test
    void omitsPhoneLabelForUnlabeledColumns() {
        assertThat(render(DataTable.compact(List.of(ENDED))
                        .column("Rule", "rest", Alert::rule)
                        .unlabeled("Name", Alert::rule)))
                .contains("<td class=\"rest\" data-label=\"Rule\">slow</td><td>slow</td>");
    }

    @Test
    void rendersValueByType() {
        assertThat(render(DataTable.plain(List.of(OPEN, ENDED))
                        .unlabeled("Rule", Alert::rule)
                        .unlabeled("Count", alert -> 3)
                        .unlabeled("Ended", "num", Alert::endedAt)
                        .unlabeled("State", alert -> new StatusBadge(StatusBadge.Tone.BAD, "alert", "Firing"))
                        .unlabeled("Link", alert -> markup("<a href=\"/x\">x</a>"))))
                .contains("<td>fast &lt;burn&gt;</td><td>3</td><td class=\"num absent\">–</td>")
                .contains("<td class=\"num\"><time datetime=\"2026-01-15T10:20:30Z\" data-date=\"true\">")
                .contains("<td><span class=\"mark tone-bad\">")
                .contains("<td><a href=\"/x\">x</a></td>");
    }

    @Test
    void wrapsMarkupOfLabeledCells() {
        assertThat(render(DataTable.blocks(List.of(ENDED)).column("Rule", alert -> markup("a<small>b</small>"))))
                .contains("<td data-label=\"Rule\"><span>a<small>b</small></span></td>");
    }

    @Test
    void rendersEmptyCellForEmptyText() {
        assertThat(render(DataTable.blocks(List.of(ENDED)).column("Rule", alert -> "")))
                .contains("<td data-label=\"Rule\"></td>");
    }

    @Test
    void showsActionsOnlyIfPermitted() {
        DataTable<Alert> permitted =
                DataTable.blocks(List.of(ENDED)).actions(true, alert -> markup("<button></button>"));
        DataTable<Alert> forbidden =
                DataTable.blocks(List.of(ENDED)).actions(false, alert -> markup("<button></button>"));

        assertThat(render(permitted))
                .contains("<th scope=\"col\"><span class=\"visually-hidden\">Actions</span></th>")
                .contains("<td class=\"row-orders\"><button></button></td>");
        assertThat(render(forbidden)).doesNotContain("Actions").doesNotContain("button");
    }

    @Test
    void appliesRowClass() {
        assertThat(render(DataTable.plain(List.of(OPEN, ENDED))
                        .withRowClass(alert -> alert.endedAt() == null ? null : "quiet")
                        .rowHeader("Rule", Alert::rule)))
                .contains("<tr><th scope=\"row\">fast")
                .contains("<tr class=\"quiet\"><th scope=\"row\">slow");
    }

    @Test
    void rendersReplacementForEmptyTable() {
        Content none = markup("<p>None</p>");

        assertThat(render(DataTable.<Alert>blocks(List.of())
                        .rowHeader("Rule", Alert::rule)
                        .empty(none)))
                .isEqualTo("<p>None</p>");
        assertThat(render(DataTable.blocks(List.of(ENDED))
                        .rowHeader("Rule", Alert::rule)
                        .empty(none)))
                .startsWith("<table")
                .doesNotContain("None");
    }
}
