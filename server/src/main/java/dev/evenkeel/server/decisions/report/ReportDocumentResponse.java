// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The schema of the JSON reports of [dev.evenkeel.files.report.ReportJsonRenderer].
///
/// @param gaps missing records of all sections
record ReportDocumentResponse(String title, String subtitle, List<Section> sections, List<Missing> gaps) {
    record Section(String title, boolean appendix, List<Block> blocks) {}

    /// A block of a section. Its field `kind` names its type.
    sealed interface Block permits Paragraph, Table, Curves, Gap {}

    /// @param kind `paragraph`
    record Paragraph(String kind, List<TextWithLink> texts) implements Block {}

    /// @param kind `table`
    record Table(String kind, List<String> head, List<List<TextWithLink>> rows) implements Block {}

    /// @param kind `curves`
    record Curves(String kind, String title, String unit, List<Curve> curves) implements Block {}

    /// @param kind `gap`
    record Gap(String kind, String missing, String remedy) implements Block {}

    /// @param link path on the server; null without a link
    record TextWithLink(String text, @Nullable String link) {}

    record Curve(String name, List<LossCurvePoint> points) {}

    /// @param chance probability that the loss exceeds the amount, 0 to 1
    record LossCurvePoint(double amount, double chance) {}

    record Missing(String missing, String remedy) {}
}
