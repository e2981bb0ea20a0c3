// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.preview.TimeEstimate;
import dev.evenkeel.files.plan.PlanPreviewFormatter;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PlanFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The way of a candidate as good as control as a drawing: time from left to right, a stair for each
/// step, and on it a band where the step's proof is there in eight cases of ten.
///
/// @param words the drawing in a sentence
/// @param width of the drawing
/// @param height of the drawing
/// @param path the stairs
/// @param endless where a stair goes on for ever; empty when none does
/// @param stairs from the lowest to the highest
/// @param ticks of the time axis
record RolloutTimelineChart(
        String words, int width, int height, String path, String endless, List<TimelineStep> stairs, List<Tick> ticks) {
    /// Where the drawing begins, from the left.
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
    /// @param y its height in the drawing
    /// @param band where the band begins; empty without a proof in reach
    /// @param bandWidth how wide it is
    /// @param label what is written beside it; empty where there is no room
    /// @param labelAt where
    /// @param anchor `start` or `end`
    record TimelineStep(
            String exposure, String y, String band, String bandWidth, String label, String labelAt, String anchor) {
        /// Where the band begins, from the top.
        String bandTop() {
            return at(Double.parseDouble(y) - 6);
        }
    }

    /// A place on the time axis.
    record Tick(String at, String label) {}

    /// Draws.
    ///
    /// @param width of the drawing, in the unit of its letters, which are 12 high
    static RolloutTimelineChart of(PlanPreview preview, int width) {
        return new TimelineChartBuilder(preview, width).drawn();
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    /* What is known while it is drawn. */
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
                double stay = step.stay().mean();
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

        RolloutTimelineChart drawn() {
            double begin = 0;
            boolean reached = true;
            for (int i = 0; i < steps.size(); i++) {
                stairs.add(reached ? stair(i, begin) : never(i));
                double stay = steps.get(i).stay().mean();
                if (reached) {
                    climb(i, begin, stay);
                    reached = Double.isFinite(stay);
                    begin += stay;
                }
            }
            return new RolloutTimelineChart(words(), width, height, path.toString(), endless, stairs, ticks());
        }

        private void climb(int step, double begin, double stay) {
            path.append(path.isEmpty() ? "M" + at(x(begin)) + " " + at(y(step)) : "V" + at(y(step)));
            if (Double.isFinite(stay)) {
                path.append('H').append(at(x(begin + stay)));
            } else {
                endless = "M" + at(x(begin)) + " " + at(y(step)) + "H" + (width - RIGHT);
            }
        }

        private TimelineStep stair(int number, double begin) {
            StepPreview step = steps.get(number);
            double end =
                    Double.isFinite(step.stay().mean()) ? begin + step.stay().mean() : longest;
            boolean band = hasBand(step);
            TimeEstimate time = band ? step.proof().orElseThrow().time() : step.stay();
            double from = x(begin + time.p10());
            double to = band ? x(begin + time.p90()) : from;
            Label label = label(step, x(begin), Math.max(x(end), to));
            return new TimelineStep(
                    DisplayFormatter.exposure(step.exposure()),
                    at(y(number)),
                    band ? at(from) : "",
                    at(Math.max(2, to - from)),
                    label.text(),
                    at(label.x()),
                    label.anchor());
        }

        private TimelineStep never(int number) {
            return new TimelineStep(
                    DisplayFormatter.exposure(steps.get(number).exposure()),
                    at(y(number)),
                    "",
                    "0",
                    "not reached",
                    at(LEFT + GAP),
                    "start");
        }

        private record Label(String text, double x, String anchor) {}

        /* Behind the stair, before it, or shorter. */
        private Label label(StepPreview step, double begin, double end) {
            for (String text : texts(step)) {
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

        private static List<String> texts(StepPreview step) {
            String stay = Double.isFinite(step.stay().mean())
                    ? PlanFormatter.span(step.stay().mean())
                    : "may never be proven";
            if (!hasBand(step)) {
                return List.of(stay);
            }
            TimeEstimate time = step.proof().orElseThrow().time();
            String range = PlanFormatter.range(time);
            String proof = range.isEmpty() ? PlanFormatter.span(time.mean()) : range;
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
                ticks.add(new Tick(at(x(at)), at == 0 ? "start" : PlanPreviewFormatter.span(at)));
            }
            return ticks;
        }

        private String words() {
            return "Plan " + plan + ", step by step: "
                    + steps.stream()
                            .map(step -> DisplayFormatter.exposure(step.exposure()) + " for "
                                    + texts(step).getFirst())
                            .collect(Collectors.joining("; "));
        }
    }
}
