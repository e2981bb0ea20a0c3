// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a report says, whatever it is printed as. A figure links to the record that it is from; where a record
/// is missing there is a gap that says which, never a guess.
///
/// @param subtitle of what and as of when, in a line
public record ReportDocument(String title, String subtitle, List<Section> sections) {

    /// A part with a title.
    ///
    /// @param appendix whether it may be left out by who has two minutes
    public record Section(String title, boolean appendix, List<Block> blocks) {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /// A part of a section.
    public sealed interface Block permits Paragraph, Table, CurveChart, DataGap {}

    /// A paragraph.
    public record Paragraph(List<LinkedText> texts) implements Block {
        public Paragraph {
            texts = List.copyOf(texts);
        }

        /// Without links.
        public static Paragraph of(String text) {
            return new Paragraph(List.of(LinkedText.of(text)));
        }
    }

    /// A table.
    ///
    /// @param head names of the columns
    /// @param rows each with as many cells
    public record Table(List<String> head, List<List<LinkedText>> rows) implements Block {
        public Table {
            head = List.copyOf(head);
            int columns = head.size();
            rows = rows.stream().map(List::copyOf).toList();
            rows.forEach(row -> {
                if (row.size() != columns) {
                    throw new IllegalArgumentException("a row of " + columns + " columns has " + row.size() + " cells");
                }
            });
        }
    }

    /// Chances to lose more than an amount, one curve for each course.
    ///
    /// @param unit of the amounts
    public record CurveChart(String title, String unit, List<Curve> curves) implements Block {
        public CurveChart {
            curves = List.copyOf(curves);
        }
    }

    /// One curve.
    ///
    /// @param points in ascending order of their amounts
    public record Curve(String name, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /// The chance to lose more than an amount.
    ///
    /// @param amount above 0
    public record Point(double amount, double chance) {}

    /// What nobody recorded.
    ///
    /// @param missing which record, as a clause
    /// @param remedy how to make it, as a clause
    public record DataGap(String missing, String remedy) implements Block {}

    /// A text.
    ///
    /// @param link path in the console, or address, of the record that it is from; null for none
    public record LinkedText(String words, @Nullable String link) {
        /// Without a link.
        public static LinkedText of(String words) {
            return new LinkedText(words, null);
        }
    }

    public ReportDocument {
        sections = List.copyOf(sections);
    }

    /// All gaps, in order.
    public List<DataGap> gaps() {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof DataGap gap ? Stream.of(gap) : Stream.empty())
                .toList();
    }
}
