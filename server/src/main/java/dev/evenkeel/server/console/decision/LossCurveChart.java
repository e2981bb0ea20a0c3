// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.files.report.ReportDocument.Curve;
import dev.evenkeel.files.report.ReportDocument.CurveChart;
import dev.evenkeel.files.report.ReportDocument.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// SVG chart of loss exceedance curves: amounts from left to right on a logarithmic axis, probabilities from
/// bottom to top.
///
/// @param description the chart in a sentence
/// @param ticks ticks of the amount axis
/// @param levels ticks of the probability axis
/// @param oneIn20 y coordinate of a probability of 1 in 20
record LossCurveChart(
        String description, List<Tick> ticks, List<Tick> levels, String oneIn20, List<Line> lines, String unit) {
    /// X coordinate of the left edge of the plot area.
    static final int LEFT = 52;

    /// Y coordinate of the top edge of the plot area.
    static final int TOP = 10;

    static final int WIDTH = 640;

    static final int HEIGHT = 220;

    private static final double LEVEL = 0.1;
    private static final double ONE_IN_20 = 0.05;
    private static final double DECADE = 10;

    /// A tick of an axis.
    record Tick(String position, String label) {}

    /// A curve.
    ///
    /// @param number index that determines colour and dash pattern, from 0
    record Line(int number, String name, String path) {}

    /// Creates the chart.
    static LossCurveChart of(CurveChart curves) {
        List<Point> all = curves.curves().stream()
                .flatMap(curve -> curve.points().stream())
                .toList();
        double from = all.stream().mapToDouble(Point::amount).min().orElse(1);
        double to = Math.max(
                from * DECADE, all.stream().mapToDouble(Point::amount).max().orElse(1));
        double most = all.stream().mapToDouble(Point::chance).max().orElse(0);
        var scale = new Scale(from, to, Math.max(LEVEL, Math.ceil(most / LEVEL) * LEVEL));
        List<Line> lines = new ArrayList<>();
        for (Curve curve : curves.curves()) {
            lines.add(new Line(lines.size(), curve.name(), scale.path(curve)));
        }
        return new LossCurveChart(
                curves.title() + ": "
                        + String.join(
                                ", ", curves.curves().stream().map(Curve::name).toList()),
                scale.ticks(),
                scale.levels(),
                scale.y(ONE_IN_20),
                lines,
                curves.unit());
    }

    /// Maps amounts and probabilities to coordinates.
    private record Scale(double from, double to, double top) {
        String x(double amount) {
            return formatCoordinate(LEFT + WIDTH * Math.log(amount / from) / Math.log(to / from));
        }

        String y(double chance) {
            return formatCoordinate(TOP + HEIGHT * (1 - chance / top));
        }

        String path(Curve curve) {
            var path = new StringBuilder();
            curve.points()
                    .forEach(point -> path.append(path.isEmpty() ? 'M' : 'L')
                            .append(x(point.amount()))
                            .append(' ')
                            .append(y(point.chance())));
            return path.toString();
        }

        List<Tick> ticks() {
            List<Tick> ticks = new ArrayList<>();
            for (double amount = Math.pow(DECADE, Math.ceil(Math.log10(from))); amount <= to; amount *= DECADE) {
                ticks.add(new Tick(x(amount), QuantityFormatter.formatMoney(amount)));
            }
            return ticks;
        }

        List<Tick> levels() {
            List<Tick> levels = new ArrayList<>();
            int steps = (int) Math.round(top / LEVEL);
            for (int step = 0; step <= steps; step++) {
                double chance = top * step / steps;
                levels.add(new Tick(y(chance), QuantityFormatter.formatPercent(chance)));
            }
            return levels;
        }

        private static String formatCoordinate(double place) {
            return String.format(Locale.ROOT, "%.1f", place);
        }
    }
}
