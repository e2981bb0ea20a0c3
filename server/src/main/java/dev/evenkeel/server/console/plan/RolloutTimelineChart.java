// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.preview.TimeEstimate;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// SVG chart of the expected course of a candidate as good as control: time from left to right, one stair per
/// step, and on it a band that covers the time of the step's proof with 80% probability.
///
/// @param description the chart in a sentence
/// @param width width of the chart
/// @param height height of the chart
/// @param path path of the stairs
/// @param unboundedPath path of a stair without end; empty for none
/// @param steps from the lowest to the highest
/// @param ticks ticks of the time axis
record RolloutTimelineChart(
        String description,
        int width,
        int height,
        String path,
        String unboundedPath,
        List<TimelineStep> steps,
        List<Tick> ticks) {
    /// X coordinate of the left edge of the plot area.
    static final int LEFT = 52;

    private static final int RIGHT = 12;
    private static final int TOP = 8;
    private static final int ROW = 34;
    private static final int AXIS = 24;
    private static final int GAP = 7;
    private static final double LETTER = 6.6;
    private static final double ENDLESS = 1.25;
    private static final int TICK_DISTANCE = 84;
    private static final double[] DISTANCES = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800,
        432_000, 864_000, 2_592_000
    };

    /// A step.
    ///
    /// @param y its y coordinate
    /// @param band x coordinate of the band; empty without a reachable proof
    /// @param bandWidth width of the band
    /// @param label label beside the stair; empty if there is no room
    /// @param labelX x coordinate of the label
    /// @param anchor text anchor, `start` or `end`
    record TimelineStep(
            String exposure, String y, String band, String bandWidth, String label, String labelX, String anchor) {
        /// Returns the y coordinate of the top of the band.
        String bandTop() {
            return formatCoordinate(Double.parseDouble(y) - 6);
        }
    }

    /// A tick of the time axis.
    record Tick(String position, String label) {}

    /// Creates the chart.
    ///
    /// @param width width in the unit of the letters, which are 12 high
    static RolloutTimelineChart of(PlanPreview preview, int width) {
        return new TimelineChartBuilder(preview, width).build();
    }

    private static String formatCoordinate(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    /* State during the layout. */
    private static final class TimelineChartBuilder {
        private final List<StepPreview> steps;
        private final String plan;
        private final int width;
        private final int height;
        private final double longest;
        private final List<TimelineStep> stairs = new ArrayList<>();
        private final StringBuilder path = new StringBuilder();
        private String endless = "";

        TimelineChartBuilder(PlanPreview preview, int width) {
            this.steps = preview.steps();
            this.plan = preview.plan();
            this.width = width;
            this.height = TOP + ROW * steps.size() + AXIS;
            this.longest = longest();
        }

        private double longest() {
            double begin = 0;
            double most = 0;
            for (StepPreview step : steps) {
                double stay = step.timeAtStep().mean();
                most = Math.max(most, Double.isFinite(stay) ? begin + stay : begin * ENDLESS);
                most = Math.max(most, bandEnd(step, begin));
                if (!Double.isFinite(stay)) {
                    break;
                }
                begin += stay;
            }
            return Math.max(1, most);
        }

        private static double bandEnd(StepPreview step, double begin) {
            return hasBand(step) ? begin + step.proof().orElseThrow().time().p90() : 0;
        }

        private static boolean hasBand(StepPreview step) {
            return step.proof()
                    .filter(proof -> Double.isFinite(proof.time().p90()))
                    .isPresent();
        }

        private double x(double seconds) {
            return LEFT + (width - LEFT - RIGHT) * seconds / longest;
        }

        private double y(int step) {
            return TOP + ROW * (steps.size() - 1 - step) + ROW / 2.0;
        }

        RolloutTimelineChart build() {
            double begin = 0;
            boolean reached = true;
            for (int i = 0; i < steps.size(); i++) {
                stairs.add(reached ? toStep(i, begin) : unreachedStep(i));
                double stay = steps.get(i).timeAtStep().mean();
                if (reached) {
                    appendStep(i, begin, stay);
                    reached = Double.isFinite(stay);
                    begin += stay;
                }
            }
            return new RolloutTimelineChart(describe(), width, height, path.toString(), endless, stairs, ticks());
        }

        private void appendStep(int step, double begin, double stay) {
            path.append(
                    path.isEmpty()
                            ? "M" + formatCoordinate(x(begin)) + " " + formatCoordinate(y(step))
                            : "V" + formatCoordinate(y(step)));
            if (Double.isFinite(stay)) {
                path.append('H').append(formatCoordinate(x(begin + stay)));
            } else {
                endless = "M" + formatCoordinate(x(begin)) + " " + formatCoordinate(y(step)) + "H" + (width - RIGHT);
            }
        }

        private TimelineStep toStep(int number, double begin) {
            StepPreview step = steps.get(number);
            double end = Double.isFinite(step.timeAtStep().mean())
                    ? begin + step.timeAtStep().mean()
                    : longest;
            boolean band = hasBand(step);
            TimeEstimate time = band ? step.proof().orElseThrow().time() : step.timeAtStep();
            double from = x(begin + time.p10());
            double to = band ? x(begin + time.p90()) : from;
            Label label = findLabel(step, x(begin), Math.max(x(end), to));
            return new TimelineStep(
                    step.exposure().toString(),
                    formatCoordinate(y(number)),
                    band ? formatCoordinate(from) : "",
                    formatCoordinate(Math.max(2, to - from)),
                    label.text(),
                    formatCoordinate(label.x()),
                    label.anchor());
        }

        private TimelineStep unreachedStep(int number) {
            return new TimelineStep(
                    steps.get(number).exposure().toString(),
                    formatCoordinate(y(number)),
                    "",
                    "0",
                    "not reached",
                    formatCoordinate(LEFT + GAP),
                    "start");
        }

        private record Label(String text, double x, String anchor) {}

        /* To the right of the stair, to its left, or with a shorter text. */
        private Label findLabel(StepPreview step, double begin, double end) {
            for (String text : labelCandidates(step)) {
                double letters = text.length() * LETTER;
                if (end + GAP + letters <= width) {
                    return new Label(text, end + GAP, "start");
                }
                if (begin - GAP - letters >= LEFT) {
                    return new Label(text, begin - GAP, "end");
                }
            }
            return new Label("", begin, "start");
        }

        private static List<String> labelCandidates(StepPreview step) {
            String stay = Double.isFinite(step.timeAtStep().mean())
                    ? DisplayFormatter.formatEstimate(step.timeAtStep().mean())
                    : "may never be proven";
            if (!hasBand(step)) {
                return List.of(stay);
            }
            TimeEstimate time = step.proof().orElseThrow().time();
            String range = DisplayFormatter.formatRange(time);
            String proof = range.isEmpty() ? DisplayFormatter.formatEstimate(time.mean()) : range;
            return List.of(stay + ", proof after " + proof, stay + ", proof " + proof, stay);
        }

        private List<Tick> ticks() {
            double room = (double) (width - LEFT - RIGHT) / TICK_DISTANCE;
            double distance = DISTANCES[DISTANCES.length - 1];
            for (int i = DISTANCES.length - 1; i >= 0 && longest / DISTANCES[i] <= room; i--) {
                distance = DISTANCES[i];
            }
            List<Tick> ticks = new ArrayList<>();
            for (double at = 0; at <= longest; at += distance) {
                ticks.add(new Tick(formatCoordinate(x(at)), at == 0 ? "start" : QuantityFormatter.formatEstimate(at)));
            }
            return ticks;
        }

        private String describe() {
            return "Plan " + plan + ", step by step: "
                    + steps.stream()
                            .map(step -> step.exposure() + " for "
                                    + labelCandidates(step).getFirst())
                            .collect(Collectors.joining("; "));
        }
    }
}
