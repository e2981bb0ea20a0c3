// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The two charts of docs/reference/guard-proof.md.
final class GuardProofCharts {
    private static final String BLUE = "#2f80ed";
    private static final String ORANGE = "#e07b1a";
    private static final String GREEN = "#2f9e58";
    private static final String GREY = "#8a94a0";
    private static final int DAY = 1_440;

    private GuardProofCharts() {}

    /// Draws the delay against the lower bound.
    static void delay(List<DetectionDelaySection.DelayResult> cells, Path folder) throws IOException {
        var picture = new LogLogChart(
                "Failed candidate requests until rollback, 36 cells, alpha 1%",
                new LogLogChart.Axis("least mean of any test with this error level", 1, 1_000),
                new LogLogChart.Axis("mean of the guard", 1, 1_000));
        double[] bounds = cells.stream()
                .mapToDouble(DetectionDelaySection.DelayResult::bound)
                .toArray();
        picture.addLine("the bound itself", GREY, false, new double[] {1, 1_000}, new double[] {1, 1_000});
        picture.addLine("1.5 times the bound", GREY, true, new double[] {1, 660}, new double[] {1.5, 990});
        picture.addDots(
                "without restarts",
                GREEN,
                bounds,
                cells.stream()
                        .mapToDouble(DetectionDelaySection.DelayResult::plain)
                        .toArray());
        picture.addDots(
                "with restarts",
                BLUE,
                bounds,
                cells.stream()
                        .mapToDouble(DetectionDelaySection.DelayResult::restarting)
                        .toArray());
        Files.writeString(folder.resolve("guard-delay.svg"), picture.toSvg());
    }

    /// Draws false alarms against the number of looks.
    static void falseAlarms(List<int[]> looks, Path folder) throws IOException {
        var picture = new LogLogChart(
                "Harmless candidates rolled back so far: 5% of 1,000 requests/s, 0.5% fail",
                new LogLogChart.Axis("looks (one a minute, up to 24 h)", 1, 10_000),
                new LogLogChart.Axis("share of rollouts", 0.0001, 1));
        List<String> rules = PeerRulesSection.rules();
        picture.addLine("alpha = 1%", GREY, true, new double[] {1, DAY}, new double[] {0.01, 0.01});
        String[] colours = {BLUE, ORANGE, GREEN};
        int[] shown = {0, 4, 5};
        for (int i = 0; i < shown.length; i++) {
            int rule = shown[i];
            double[] x = new double[DAY];
            double[] y = new double[DAY];
            for (int minute = 1; minute <= DAY; minute++) {
                int until = minute;
                x[minute - 1] = minute;
                y[minute - 1] =
                        looks.stream().filter(first -> first[rule] <= until).count() / (double) looks.size();
            }
            picture.addLine(rules.get(rule).replace(", each minute", ""), colours[i], false, x, y);
        }
        Files.writeString(folder.resolve("guard-false-alarms.svg"), picture.toSvg());
    }
}
