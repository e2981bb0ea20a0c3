// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A report, independent of its output format. A figure links to its source record; a missing record leads to a
/// gap that names it, never to a guess. In JSON, the field `kind` of a block names its type.
///
/// @param subtitle subject and date, in one line
public record ReportDocument(String title, String subtitle, List<Section> sections) {

    /// A section with a title.
    ///
    /// @param appendix whether a reader with two minutes can skip it
    public record Section(String title, boolean appendix, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /// A block of a section.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    public sealed interface Block permits Paragraph, Table, CurveChart, DataGap {}

    /// A paragraph.
    @JsonTypeName("paragraph")
    public record Paragraph(List<LinkedText> texts) implements Block {
        public Paragraph {
            texts = List.copyOf(texts);
        }

        /// Creates a paragraph without links.
        public static Paragraph of(String text) {
            return new Paragraph(List.of(LinkedText.of(text)));
        }
    }

    /// A table.
    ///
    /// @param header headers of the columns
    /// @param rows rows with one cell for each column
    @JsonTypeName("table")
    public record Table(@JsonProperty("head") List<String> header, List<List<LinkedText>> rows) implements Block {
        public Table {
            header = List.copyOf(header);
            int columns = header.size();
            rows = rows.stream().map(List::copyOf).toList();
            rows.forEach(row -> {
                if (row.size() != columns) {
                    throw new IllegalArgumentException("a row of " + columns + " columns has " + row.size() + " cells");
                }
            });
        }
    }

    /// A chart of the probabilities of losing more than an amount, with one curve for each course.
    ///
    /// @param unit unit of the amounts
    @JsonTypeName("curves")
    public record CurveChart(String title, String unit, List<Curve> curves) implements Block {
        public CurveChart {
            curves = List.copyOf(curves);
        }
    }

    /// One curve.
    ///
    /// @param points points in ascending order of their amounts
    public record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /// The probability of losing more than an amount.
    ///
    /// @param amount above 0
    public record Point(double amount, double chance) {}

    /// A gap: a missing record.
    ///
    /// @param missing missing record, as a clause
    /// @param remedy how to create it, as a clause
    @JsonTypeName("gap")
    public record DataGap(String missing, String remedy) implements Block {}

    /// A text with an optional link.
    ///
    /// @param link path in the console, or address, of its source record; null without one
    public record LinkedText(String text, @Nullable String link) {
        /// Creates a text without a link.
        public static LinkedText of(String words) {
            return new LinkedText(words, null);
        }
    }

    public ReportDocument {
        sections = List.copyOf(sections);
    }

    /// Returns all gaps, in order.
    @JsonProperty
    public List<DataGap> gaps() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof DataGap gap ? Stream.of(gap) : Stream.empty())
                .toList();
    }
}
