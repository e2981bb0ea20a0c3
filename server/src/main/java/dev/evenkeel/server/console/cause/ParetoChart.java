// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import dev.evenkeel.engine.cause.CauseRanking;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Causes as a drawing: a bar for each, the most harm on top, with what its share is expected to be, and the
/// sum of it and all above it as a line. Places from left to right are percentages, so that it is as wide as
/// there is room.
///
/// @param words the drawing in a sentence
/// @param bars the most harm first
/// @param line from each sum to the next
/// @param more causes that are not drawn
record ParetoChart(String words, List<Bar> bars, List<Segment> line, int more) {
    /// Most causes that are drawn.
    static final int MOST = 10;
    /// Height of what belongs to one cause, in pixels.
    static final int ROW = 48;
    /// Where the marks of a cause are, from its own top.
    static final int MIDDLE = 30;

    private static final int LONGEST_NAME = 34;
    private static final double NEAR_THE_END = 0.8;

    /// @param top where it begins, in pixels
    /// @param name of the cause, cut
    /// @param share of all harm, in words
    /// @param width of the bar
    /// @param low where the interval begins
    /// @param high where it ends
    /// @param sum place of the sum of it and all above it
    /// @param sumWords the same in words
    /// @param leftward whether these stand on the left of their place
    record Bar(
            int top,
            String name,
            String share,
            String width,
            String low,
            String high,
            String sum,
            String sumWords,
            boolean leftward) {}

    /// A part of the line.
    record Segment(String fromX, int fromY, String toX, int toY) {}

    /// Draws.
    ///
    /// @param of what the shares are of
    static ParetoChart of(List<CauseRanking.RankedCause> rows, String of) {
        List<CauseRanking.RankedCause> drawn = rows.stream().limit(MOST).toList();
        List<Bar> bars = new ArrayList<>();
        List<Segment> line = new ArrayList<>();
        for (CauseRanking.RankedCause row : drawn) {
            int top = ROW * bars.size();
            Bar bar = bar(row, top);
            if (!bars.isEmpty()) {
                line.add(new Segment(bars.getLast().sum(), top - ROW + MIDDLE, bar.sum(), top + MIDDLE));
            }
            bars.add(bar);
        }
        String words = drawn.stream()
                .map(row -> row.cause() + " " + CausesPageModel.percent(row.observedShare()) + ", to be expected "
                        + CausesPageModel.range(row.share()))
                .collect(Collectors.joining("; ", "Shares of " + of + ": ", "."));
        return new ParetoChart(words, bars, line, rows.size() - drawn.size());
    }

    private static Bar bar(CauseRanking.RankedCause row, int top) {
        return new Bar(
                top,
                cut(row.cause()),
                CausesPageModel.percent(row.observedShare()),
                place(row.observedShare()),
                place(row.share().low()),
                place(row.share().high()),
                place(row.cumulativeShare()),
                CausesPageModel.percent(row.cumulativeShare()),
                row.cumulativeShare() > NEAR_THE_END);
    }

    /// Height of the drawing in pixels, without its axis.
    int height() {
        return ROW * bars.size();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 1).strip() + "…";
    }

    private static String place(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * Math.clamp(share, 0, 1));
    }
}
