// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.engine.risk.ReliabilityDiagram;
import dev.evenkeel.engine.risk.ReliabilityDiagram.Bin;
import java.util.List;
import java.util.Locale;

/// SVG chart of a reliability diagram: forecast probability from left to right, observed frequency from bottom
/// to top, both from 0 to 1.
///
/// @param description the chart in a sentence
/// @param points one point per bin
record ReliabilityChart(String description, List<Point> points) {
    /// X coordinate of the left edge of the plot area.
    static final int LEFT = 44;

    /// Y coordinate of the top edge of the plot area.
    static final int TOP = 10;

    /// Width and height of the plot area.
    static final int SIZE = 260;

    private static final double LEAST_RADIUS = 3;
    private static final double MOST_RADIUS = 8;

    /// A bin.
    ///
    /// @param x x coordinate of its point
    /// @param y y coordinate of its point
    /// @param low y coordinate of the lower end of its interval
    /// @param high y coordinate of the upper end
    /// @param radius radius of the point, whose area grows with the number of forecasts
    record Point(String x, String y, String low, String high, String radius) {}

    static ReliabilityChart of(ReliabilityDiagram diagram) {
        long most = diagram.bins().stream()
                .mapToLong(bin -> bin.observed().total())
                .max()
                .orElse(1);
        long inside = diagram.bins().stream()
                .filter(bin -> bin.observed().low() <= bin.meanForecast()
                        && bin.meanForecast() <= bin.observed().high())
                .count();
        return new ReliabilityChart(
                "How often events came, by how likely they were said to be: in " + inside + " of "
                        + diagram.bins().size() + " bins the interval holds what was said",
                diagram.bins().stream().map(bin -> toPoint(bin, most)).toList());
    }

    private static Point toPoint(Bin bin, long most) {
        double radius = Math.max(
                LEAST_RADIUS, MOST_RADIUS * Math.sqrt((double) bin.observed().total() / most));
        return new Point(
                formatCoordinate(LEFT + SIZE * bin.meanForecast()),
                y(bin.observed().share()),
                y(bin.observed().low()),
                y(bin.observed().high()),
                formatCoordinate(radius));
    }

    private static String y(double share) {
        return formatCoordinate(TOP + SIZE * (1 - share));
    }

    private static String formatCoordinate(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
