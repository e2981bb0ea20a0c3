// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.core.flag.split.SplitPart;
import dev.evenkeel.engine.experiment.Better;
import dev.evenkeel.engine.experiment.Conclusion;
import dev.evenkeel.engine.experiment.Effect;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentReading;
import dev.evenkeel.engine.experiment.ExperimentWords;
import dev.evenkeel.engine.experiment.Goal;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.rollout.Answer;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Everything the page of an experiment shows. Its question: does the idea help?
///
/// @param now when this was true
/// @param status what may be concluded
/// @param answer the answer to the page's question
/// @param notices what else its readers have to know
/// @param split units exposed to each variant
/// @param goals what is known by each, the one that decides first
/// @param chart how effects on the primary goal are drawn
record ExperimentPage(
        Experiment experiment,
        Instant now,
        Mark status,
        Answer answer,
        List<String> notices,
        List<Exposed> split,
        List<GoalTable> goals,
        Chart chart) {

    /// Units of one variant.
    record Exposed(String variant, boolean control, String planned, String units, String realised) {}

    /// How effects on the primary goal are drawn: in percentage points for a conversion, else in its unit.
    ///
    /// @param ship effect from which on a treatment may be shipped
    /// @param stop effect at which going on is not worth it
    record Chart(double factor, String unit, double ship, double stop) {
        static Chart of(ExperimentPlan plan) {
            Goal goal = plan.primary();
            double factor = GoalTable.chartFactor(goal);
            double sign = goal.better() == Better.HIGHER ? factor : -factor;
            String unit = goal.kind() == GoalKind.CONVERSION ? "points" : goal.kind() == GoalKind.DURATION ? "ms" : "";
            return new Chart(
                    factor,
                    unit,
                    sign * plan.rule().shipAbove(),
                    sign * plan.rule().stopBelow());
        }
    }

    static ExperimentPage of(Experiment experiment, List<String> notices, Instant now) {
        ExperimentPlan plan = experiment.plan();
        ExperimentReading reading = experiment.reading();
        return new ExperimentPage(
                experiment,
                now,
                Mark.of(ExperimentListPage.verdict(experiment)),
                answer(experiment, reading, now),
                notices,
                split(plan, reading),
                IntStream.range(0, reading.goals().size())
                        .mapToObj(i -> GoalTable.of(plan, reading.goals().get(i), i == 0, reading.alarm() == null))
                        .toList(),
                Chart.of(plan));
    }

    private static List<Exposed> split(ExperimentPlan plan, ExperimentReading reading) {
        long all = reading.exposed().stream().mapToLong(Long::longValue).sum();
        List<Exposed> split = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            SplitPart part = plan.parts().get(i);
            long units = reading.exposed().get(i);
            split.add(new Exposed(
                    part.variant(),
                    i == 0,
                    Numbers.exposure(part.share()),
                    Numbers.count(units),
                    all == 0 ? "–" : Numbers.share(units / (double) all)));
        }
        return split;
    }

    private static Answer answer(Experiment experiment, ExperimentReading reading, Instant now) {
        ExperimentPlan plan = experiment.plan();
        var words = new ExperimentWords(plan);
        Experiment.Decided decided = reading.alarm() == null ? experiment.decided() : null;
        Instant end = experiment.ending() == null ? now : experiment.ending().at();
        Conclusion open = Conclusion.of(plan, reading, Duration.between(experiment.startedAt(), end));
        List<String> sentences = new ArrayList<>();
        if (reading.alarm() == null) {
            reading.primary()
                    .effects()
                    .forEach(effect -> sentences.add(
                            Numbers.prose("Now: " + words.effect(plan.primary(), effect, reading.primary()) + " "
                                    + distance(plan, words, effect))));
        }
        sentences.add("The rule, written down before the start: " + Numbers.prose(words.rule()));
        String lead = decided == null ? words.conclusion(open, reading) : decided.words() + " Read so on";
        return new Answer(
                Mark.of(ExperimentListPage.verdict(experiment)).tone(),
                Numbers.prose(lead),
                decided == null ? null : decided.at(),
                sentences);
    }

    /* How far the rule is. */
    private static String distance(ExperimentPlan plan, ExperimentWords words, Effect effect) {
        Goal goal = plan.primary();
        boolean higher = goal.better() == Better.HIGHER;
        double least = higher ? effect.low() : -effect.high();
        double missing = plan.rule().shipAbove() - least;
        return missing < 0
                ? "That is above what the rule asks for."
                : "For shipping, its near end has yet to move by "
                        + words.effect(goal, missing).replace("+", "") + ".";
    }

    /// Such as `buy-button: blue v green`.
    static String title(Experiment experiment) {
        return experiment.flag() + ": "
                + experiment.plan().parts().stream().map(SplitPart::variant).collect(Collectors.joining(" v "));
    }

    String title() {
        return title(experiment);
    }

    String treatments() {
        return experiment.plan().parts().stream()
                .skip(1)
                .map(SplitPart::variant)
                .collect(Collectors.joining(", "));
    }

    /// Names of the treatments for the charts, one after the other.
    List<String> treatmentNames() {
        return experiment.plan().parts().stream()
                .skip(1)
                .map(SplitPart::variant)
                .toList();
    }

    String analysed() {
        return Numbers.count(experiment.state().analysed());
    }

    String exposed() {
        return Numbers.count(
                experiment.state().exposed().stream().mapToLong(Long::longValue).sum());
    }

    String window() {
        return Numbers.duration(experiment.plan().window());
    }

    String level() {
        return Numbers.prose(new ExperimentWords(experiment.plan()).level());
    }

    /// The alarm of the split; empty while units are split as planned.
    String alarm() {
        String alarm = experiment.state().alarm();
        return alarm == null ? "" : Numbers.sentence(alarm);
    }
}
