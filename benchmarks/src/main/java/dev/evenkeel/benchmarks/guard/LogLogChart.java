// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import java.math.BigDecimal;
import java.util.Locale;

/// An SVG chart with two logarithmic axes, readable on light and dark backgrounds. Not thread-safe.
final class LogLogChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;
    private static final int LEFT = 80;
    private static final int RIGHT = 180;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 440" role="img" aria-label="TITLE">
            <style>
            text { font: 13px sans-serif; fill: #1f2933 } .title { font-size: 15px; font-weight: 600 }
            .paper { fill: #ffffff } .line { stroke: #9aa5b1; stroke-width: 1; fill: none } .grid { stroke: #e4e7eb }
            @media (prefers-color-scheme: dark) { text { fill: #e4e7eb } .paper { fill: #1a202c } .grid { stroke: #374151 } }
            </style>
            <rect class="paper" width="760" height="440"/>
            <text class="title" x="20" y="28">TITLE</text>
            """;

    private final StringBuilder svg = new StringBuilder();
    private final double lowX;
    private final double highX;
    private final double lowY;
    private final double highY;
    private int legend;

    /// An axis from one power of ten to another.
    record Axis(String name, double low, double high) {}

    LogLogChart(String title, Axis across, Axis up) {
        this.lowX = Math.log10(across.low);
        this.highX = Math.log10(across.high);
        this.lowY = Math.log10(up.low);
        this.highY = Math.log10(up.high);
        svg.append(HEAD.replace("TITLE", title));
        drawGrid();
        drawText((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", across.name);
        svg.append(format(
                "<text transform=\"translate(20 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
                (TOP + HEIGHT - BOTTOM) / 2, up.name));
    }

    /// Adds a line through points, with a legend entry.
    void addLine(String name, String colour, boolean dashed, double[] x, double[] y) {
        var points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(format("%.1f,%.1f ", toX(x[i]), toY(y[i])));
        }
        svg.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n",
                points.toString().strip(), colour, dashed ? " stroke-dasharray=\"5 4\"" : ""));
        addLegendEntry(name, colour);
    }

    /// Adds dots, with a legend entry.
    void addDots(String name, String colour, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", toX(x[i]), toY(y[i]), colour));
        }
        addLegendEntry(name, colour);
    }

    /// Renders the chart.
    String toSvg() {
        return svg + "</svg>\n";
    }

    private void drawGrid() {
        for (double x = lowX; x <= highX + 1e-9; x++) {
            drawGridLine(toX(Math.pow(10, x)), TOP, toX(Math.pow(10, x)), HEIGHT - BOTTOM);
            drawText(toX(Math.pow(10, x)), HEIGHT - BOTTOM + 20, "middle", label(x));
        }
        for (double y = lowY; y <= highY + 1e-9; y++) {
            drawGridLine(LEFT, toY(Math.pow(10, y)), WIDTH - RIGHT, toY(Math.pow(10, y)));
            drawText(LEFT - 8, toY(Math.pow(10, y)) + 4, "end", label(y));
        }
    }

    private void addLegendEntry(String name, String colour) {
        int y = TOP + 12 + 22 * legend++;
        svg.append(format(
                "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>\n",
                WIDTH - RIGHT + 12, y - 10, colour));
        drawText(WIDTH - RIGHT + 30, y, "start", name);
    }

    private void drawGridLine(double x1, double y1, double x2, double y2) {
        svg.append(format(
                "<line class=\"line grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", x1, y1, x2, y2));
    }

    private void drawText(double x, double y, String anchor, String words) {
        svg.append(format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, words));
    }

    private double toX(double x) {
        return LEFT + (Math.log10(Math.max(x, 1e-300)) - lowX) / (highX - lowX) * (WIDTH - RIGHT - LEFT);
    }

    private double toY(double y) {
        double part = (Math.log10(Math.max(y, 1e-300)) - lowY) / (highY - lowY);
        return HEIGHT - BOTTOM - Math.clamp(part, 0, 1) * (HEIGHT - BOTTOM - TOP);
    }

    private static String label(double power) {
        return power >= 0
                ? format("%,.0f", Math.pow(10, power))
                : BigDecimal.ONE.movePointLeft((int) -Math.rint(power)).toPlainString();
    }

    @SuppressWarnings("AnnotateFormatMethod") // every format in this file is a literal
    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
