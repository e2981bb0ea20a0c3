// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import dev.evenkeel.engine.cause.CauseHarmRanking;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Pareto chart of causes: a horizontal bar per cause, most harmful first, with the interval of its expected
/// share, and the cumulative share as a line. Horizontal coordinates are percentages, so that the chart fills
/// the available width.
///
/// @param description the chart in a sentence
/// @param bars most harmful cause first
/// @param line segments that connect the cumulative shares
/// @param hiddenCount number of causes that are not drawn
record ParetoChart(String description, List<Bar> bars, List<CumulativeLineSegment> line, int hiddenCount) {
    /// Maximum number of causes drawn.
    static final int MAX_CAUSES = 10;
    /// Height of a cause's row, in pixels.
    static final int ROW_HEIGHT = 48;
    /// Offset of a cause's marks from the top of its row, in pixels.
    static final int ROW_MIDDLE = 30;

    private static final int LONGEST_NAME = 34;
    private static final double NEAR_THE_END = 0.8;

    /// A cause.
    ///
    /// @param top y coordinate of its row, in pixels
    /// @param name name of the cause, truncated
    /// @param share share of all harm, as text
    /// @param width width of the bar
    /// @param low start of the interval
    /// @param high end of the interval
    /// @param sum position of the cumulative share
    /// @param sumLabel cumulative share as text
    /// @param leftward whether that text is to the left of its position
    record Bar(
            int top,
            String name,
            String share,
            String width,
            String low,
            String high,
            String sum,
            String sumLabel,
            boolean leftward) {}

    /// A segment of the line.
    record CumulativeLineSegment(String fromX, int fromY, String toX, int toY) {}

    /// Creates the chart.
    ///
    /// @param of noun that the shares refer to
    static ParetoChart of(List<CauseHarmRanking.RankedCause> rows, String of) {
        List<CauseHarmRanking.RankedCause> drawn =
                rows.stream().limit(MAX_CAUSES).toList();
        List<Bar> bars = new ArrayList<>();
        List<CumulativeLineSegment> line = new ArrayList<>();
        for (CauseHarmRanking.RankedCause row : drawn) {
            int top = ROW_HEIGHT * bars.size();
            Bar bar = toBar(row, top);
            if (!bars.isEmpty()) {
                line.add(new CumulativeLineSegment(
                        bars.getLast().sum(), top - ROW_HEIGHT + ROW_MIDDLE, bar.sum(), top + ROW_MIDDLE));
            }
            bars.add(bar);
        }
        String words = drawn.stream()
                .map(row -> row.cause() + " " + QuantityFormatter.formatProbability(row.observedShare())
                        + ", to be expected " + CausesPageModel.formatRange(row.share()))
                .collect(Collectors.joining("; ", "Shares of " + of + ": ", "."));
        return new ParetoChart(words, bars, line, rows.size() - drawn.size());
    }

    private static Bar toBar(CauseHarmRanking.RankedCause row, int top) {
        return new Bar(
                top,
                truncate(row.cause()),
                QuantityFormatter.formatProbability(row.observedShare()),
                formatPosition(row.observedShare()),
                formatPosition(row.share().low()),
                formatPosition(row.share().high()),
                formatPosition(row.cumulativeShare()),
                QuantityFormatter.formatProbability(row.cumulativeShare()),
                row.cumulativeShare() > NEAR_THE_END);
    }

    /// Returns the height of the chart in pixels, without its axis.
    int height() {
        return ROW_HEIGHT * bars.size();
    }

    private static String truncate(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 1).strip() + "…";
    }

    private static String formatPosition(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * Math.clamp(share, 0, 1));
    }
}
