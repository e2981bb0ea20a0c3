// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report as [dev.evenkeel.files.report.ReportJsonRenderer] writes it, for its schema.
///
/// @param gaps what is missing, wherever it stands
record ReportSchema(String title, String subtitle, List<Section> sections, List<Missing> gaps) {
    record Section(String title, boolean appendix, List<Block> blocks) {}

    /// A part of a section, of the kind that its field `kind` says.
    sealed interface Block permits Words, Table, Curves, Gap {}

    /// @param kind `words`
    record Words(String kind, List<Text> texts) implements Block {}

    /// @param kind `table`
    record Table(String kind, List<String> head, List<List<Text>> rows) implements Block {}

    /// @param kind `curves`
    record Curves(String kind, String title, String unit, List<Curve> curves) implements Block {}

    /// @param kind `gap`
    record Gap(String kind, String missing, String remedy) implements Block {}

    /// @param link path on the server; null for none
    record Text(String words, @Nullable String link) {}

    record Curve(String name, List<Point> points) {}

    /// @param chance that it is more than the amount, 0 to 1
    record Point(double amount, double chance) {}

    record Missing(String missing, String remedy) {}
}
