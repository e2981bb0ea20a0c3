// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.engine.experiment.ExperimentConclusion;
import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.GoalKind;
import dev.evenkeel.engine.experiment.ImprovementDirection;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RolloutSummary;
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
record ExperimentPageModel(
        Experiment experiment,
        Instant now,
        StatusBadge status,
        RolloutSummary answer,
        List<String> notices,
        List<VariantExposure> split,
        List<ExperimentGoalTable> goals,
        EffectChartScale chart) {

    /// Units of one variant.
    record VariantExposure(String variant, boolean control, String planned, String units, String realised) {}

    /// How effects on the primary goal are drawn: in percentage points for a conversion, else in its unit.
    ///
    /// @param ship effect from which on a treatment may be shipped
    /// @param stop effect at which going on is not worth it
    record EffectChartScale(double factor, String unit, double ship, double stop) {
        static EffectChartScale of(ExperimentPlan plan) {
            ExperimentGoal goal = plan.primary();
            double factor = ExperimentGoalTable.chartFactor(goal);
            double sign = goal.better() == ImprovementDirection.HIGHER ? factor : -factor;
            String unit = goal.kind() == GoalKind.CONVERSION ? "points" : goal.kind() == GoalKind.DURATION ? "ms" : "";
            return new EffectChartScale(
                    factor,
                    unit,
                    sign * plan.rule().shipAbove(),
                    sign * plan.rule().stopBelow());
        }
    }

    static ExperimentPageModel of(Experiment experiment, List<String> notices, Instant now) {
        ExperimentPlan plan = experiment.plan();
        ExperimentResults reading = experiment.reading();
        return new ExperimentPageModel(
                experiment,
                now,
                StatusBadge.of(ExperimentListPageModel.verdict(experiment)),
                answer(experiment, reading, now),
                notices,
                split(plan, reading),
                IntStream.range(0, reading.goals().size())
                        .mapToObj(i ->
                                ExperimentGoalTable.of(plan, reading.goals().get(i), i == 0, reading.alarm() == null))
                        .toList(),
                EffectChartScale.of(plan));
    }

    private static List<VariantExposure> split(ExperimentPlan plan, ExperimentResults reading) {
        long all = reading.exposed().stream().mapToLong(Long::longValue).sum();
        List<VariantExposure> split = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            VariantShare part = plan.parts().get(i);
            long units = reading.exposed().get(i);
            split.add(new VariantExposure(
                    part.variant(),
                    i == 0,
                    DisplayFormatter.exposure(part.share()),
                    DisplayFormatter.count(units),
                    all == 0 ? "–" : DisplayFormatter.share(units / (double) all)));
        }
        return split;
    }

    private static RolloutSummary answer(Experiment experiment, ExperimentResults reading, Instant now) {
        ExperimentPlan plan = experiment.plan();
        var words = new ExperimentFormatter(plan);
        Experiment.Decision decided = reading.alarm() == null ? experiment.decided() : null;
        Instant end = experiment.ending() == null ? now : experiment.ending().at();
        ExperimentConclusion open =
                ExperimentConclusion.of(plan, reading, Duration.between(experiment.startedAt(), end));
        List<String> sentences = new ArrayList<>();
        if (reading.alarm() == null) {
            reading.primary()
                    .effects()
                    .forEach(effect -> sentences.add(
                            DisplayFormatter.prose("Now: " + words.effect(plan.primary(), effect, reading.primary())
                                    + " " + distance(plan, words, effect))));
        }
        sentences.add("The rule, written down before the start: " + DisplayFormatter.prose(words.rule()));
        String lead = decided == null ? words.conclusion(open, reading) : decided.words() + " Read so on";
        return new RolloutSummary(
                StatusBadge.of(ExperimentListPageModel.verdict(experiment)).tone(),
                DisplayFormatter.prose(lead),
                decided == null ? null : decided.at(),
                sentences);
    }

    /* How far the rule is. */
    private static String distance(ExperimentPlan plan, ExperimentFormatter words, TreatmentEffect effect) {
        ExperimentGoal goal = plan.primary();
        boolean higher = goal.better() == ImprovementDirection.HIGHER;
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
                + experiment.plan().parts().stream().map(VariantShare::variant).collect(Collectors.joining(" v "));
    }

    String title() {
        return title(experiment);
    }

    String treatments() {
        return experiment.plan().parts().stream()
                .skip(1)
                .map(VariantShare::variant)
                .collect(Collectors.joining(", "));
    }

    /// Names of the treatments for the charts, one after the other.
    List<String> treatmentNames() {
        return experiment.plan().parts().stream()
                .skip(1)
                .map(VariantShare::variant)
                .toList();
    }

    String analysed() {
        return DisplayFormatter.count(experiment.state().analysed());
    }

    String exposed() {
        return DisplayFormatter.count(
                experiment.state().exposed().stream().mapToLong(Long::longValue).sum());
    }

    String window() {
        return DisplayFormatter.duration(experiment.plan().window());
    }

    String level() {
        return DisplayFormatter.prose(new ExperimentFormatter(experiment.plan()).level());
    }

    /// The alarm of the split; empty while units are split as planned.
    String alarm() {
        String alarm = experiment.state().alarm();
        return alarm == null ? "" : DisplayFormatter.sentence(alarm);
    }
}
