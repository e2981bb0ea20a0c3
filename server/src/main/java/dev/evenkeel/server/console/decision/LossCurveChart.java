// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.decision;

import dev.evenkeel.files.report.ReportDocument.Curve;
import dev.evenkeel.files.report.ReportDocument.CurveChart;
import dev.evenkeel.files.report.ReportDocument.Point;
import dev.evenkeel.files.report.ReportNumberFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Curves of losses as a drawing: amounts from left to right on a logarithmic axis, chances from bottom to top.
///
/// @param words the drawing in a sentence
/// @param ticks of amounts
/// @param levels of chances
/// @param oneIn20 y of the chance that is one in twenty
record LossCurveChart(
        String words, List<Tick> ticks, List<Tick> levels, String oneIn20, List<Line> lines, String unit) {
    /// Where the drawing begins, from the left.
    static final int LEFT = 52;

    /// Where it begins, from the top.
    static final int TOP = 10;

    /// Width of the drawing.
    static final int WIDTH = 640;

    /// Height of the drawing.
    static final int HEIGHT = 220;

    private static final double LEVEL = 0.1;
    private static final double ONE_IN_20 = 0.05;
    private static final double DECADE = 10;

    /// A place on an axis.
    record Tick(String at, String label) {}

    /// A curve.
    ///
    /// @param number by which lines differ in colour and pattern, from 0 on
    record Line(int number, String name, String path) {}

    /// Draws.
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

    /// From amounts and chances to places.
    private record Scale(double from, double to, double top) {
        String x(double amount) {
            return at(LEFT + WIDTH * Math.log(amount / from) / Math.log(to / from));
        }

        String y(double chance) {
            return at(TOP + HEIGHT * (1 - chance / top));
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
                ticks.add(new Tick(x(amount), ReportNumberFormatter.money(amount)));
            }
            return ticks;
        }

        List<Tick> levels() {
            List<Tick> levels = new ArrayList<>();
            int steps = (int) Math.round(top / LEVEL);
            for (int step = 0; step <= steps; step++) {
                double chance = top * step / steps;
                levels.add(new Tick(
                        y(chance), ReportNumberFormatter.percent(chance).replace(".0 %", " %")));
            }
            return levels;
        }

        private static String at(double place) {
            return String.format(Locale.ROOT, "%.1f", place);
        }
    }
}
