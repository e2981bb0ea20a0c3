// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.engine.risk.ReliabilityDiagram;
import dev.evenkeel.engine.risk.ReliabilityDiagram.Bin;
import java.util.List;
import java.util.Locale;

/// A reliability diagram as a drawing: said from left to right, came from bottom to top, both from 0 to 1.
///
/// @param words the drawing in a sentence
/// @param points a point for each bin
record ReliabilityChart(String words, List<Point> points) {
    /// Where the drawing begins, from the left.
    static final int LEFT = 44;

    /// Where it begins, from the top.
    static final int TOP = 10;

    /// Width and height of the square.
    static final int SIZE = 260;

    private static final double LEAST_RADIUS = 3;
    private static final double MOST_RADIUS = 8;

    /// A bin.
    ///
    /// @param x of its point
    /// @param y of its point
    /// @param low y of the lower end of its interval
    /// @param high y of the upper end
    /// @param radius larger for more forecasts: its area grows with them
    record Point(String x, String y, String low, String high, String radius) {}

    static ReliabilityChart of(ReliabilityDiagram diagram) {
        long most =
                diagram.bins().stream().mapToLong(bin -> bin.came().all()).max().orElse(1);
        long inside = diagram.bins().stream()
                .filter(bin -> bin.came().low() <= bin.said()
                        && bin.said() <= bin.came().high())
                .count();
        return new ReliabilityChart(
                "How often events came, by how likely they were said to be: in " + inside + " of "
                        + diagram.bins().size() + " bins the interval holds what was said",
                diagram.bins().stream().map(bin -> point(bin, most)).toList());
    }

    private static Point point(Bin bin, long most) {
        double radius = Math.max(
                LEAST_RADIUS, MOST_RADIUS * Math.sqrt((double) bin.came().all() / most));
        return new Point(
                at(LEFT + SIZE * bin.said()),
                y(bin.came().share()),
                y(bin.came().low()),
                y(bin.came().high()),
                at(radius));
    }

    private static String y(double share) {
        return at(TOP + SIZE * (1 - share));
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
