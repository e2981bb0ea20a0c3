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
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RolloutSafetySummary;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Model of the experiment page. Answers: does the idea help?
///
/// @param now time of the data
/// @param status the verdict that the data support
/// @param summary the answer to the page's question
/// @param notices further notices
/// @param exposures units exposed to each variant
/// @param goals results per goal, the primary one first
/// @param chart scale of the effect chart of the primary goal
record ExperimentPageModel(
        Experiment experiment,
        Instant now,
        StatusBadge status,
        RolloutSafetySummary summary,
        List<String> notices,
        List<VariantExposure> exposures,
        List<VariantResultsForGoal> goals,
        EffectChartScale chart) {

    /// Exposed units of a variant.
    record VariantExposure(String variant, boolean control, String planned, String units, String realised) {}

    /// Scale of the effect chart of the primary goal: percentage points for a conversion, otherwise the goal's
    /// unit.
    ///
    /// @param shipThreshold effect above which a treatment may be shipped
    /// @param stopThreshold effect below which the experiment is not worth continuing
    record EffectChartScale(double factor, String unit, double shipThreshold, double stopThreshold) {
        static EffectChartScale of(ExperimentPlan plan) {
            ExperimentGoal goal = plan.primary();
            double factor = VariantResultsForGoal.chartFactor(goal);
            double sign = goal.better() == ImprovementDirection.HIGHER ? factor : -factor;
            String unit = goal.kind() == GoalKind.CONVERSION ? "points" : goal.kind() == GoalKind.DURATION ? "ms" : "";
            return new EffectChartScale(factor, unit, sign * plan.shipAbove(), sign * plan.stopBelow());
        }
    }

    static ExperimentPageModel of(Experiment experiment, List<String> notices, Instant now) {
        ExperimentPlan plan = experiment.plan();
        ExperimentResults results = experiment.results();
        return new ExperimentPageModel(
                experiment,
                now,
                StatusBadge.of(ExperimentListPageModel.verdict(experiment)),
                summarize(experiment, results, now),
                notices,
                toExposures(plan, results),
                IntStream.range(0, results.goals().size())
                        .mapToObj(i ->
                                VariantResultsForGoal.of(plan, results.goals().get(i), i == 0, results.alarm() == null))
                        .toList(),
                EffectChartScale.of(plan));
    }

    private static List<VariantExposure> toExposures(ExperimentPlan plan, ExperimentResults results) {
        long all = results.exposed().stream().mapToLong(Long::longValue).sum();
        List<VariantExposure> split = new ArrayList<>();
        for (int i = 0; i < plan.parts().size(); i++) {
            VariantShare part = plan.parts().get(i);
            long units = results.exposed().get(i);
            split.add(new VariantExposure(
                    part.variant(),
                    i == 0,
                    part.share().toString(),
                    QuantityFormatter.formatCount(units),
                    all == 0 ? "–" : QuantityFormatter.formatPercent(units / (double) all)));
        }
        return split;
    }

    private static RolloutSafetySummary summarize(Experiment experiment, ExperimentResults results, Instant now) {
        ExperimentPlan plan = experiment.plan();
        var words = new ExperimentFormatter(plan);
        Experiment.Decision decided = results.alarm() == null ? experiment.decision() : null;
        Instant end = experiment.ending() == null ? now : experiment.ending().at();
        ExperimentConclusion open =
                ExperimentConclusion.evaluate(plan, results, Duration.between(experiment.startedAt(), end));
        List<String> sentences = new ArrayList<>();
        if (results.alarm() == null) {
            results.primary()
                    .effects()
                    .forEach(effect ->
                            sentences.add("Now: " + words.formatEffect(plan.primary(), effect, results.primary()) + " "
                                    + describeDistance(plan, words, effect)));
        }
        sentences.add("The rule, written down before the start: " + words.formatRule());
        String lead = decided == null ? words.formatConclusion(open, results) : decided.summary() + " Read so on";
        return new RolloutSafetySummary(
                StatusBadge.of(ExperimentListPageModel.verdict(experiment)).tone(),
                lead,
                decided == null ? null : decided.at(),
                sentences);
    }

    /* Distance to the decision rule's threshold. */
    private static String describeDistance(ExperimentPlan plan, ExperimentFormatter words, TreatmentEffect effect) {
        ExperimentGoal goal = plan.primary();
        boolean higher = goal.better() == ImprovementDirection.HIGHER;
        double least = higher ? effect.low() : -effect.high();
        double missing = plan.shipAbove() - least;
        return missing < 0
                ? "That is above what the rule asks for."
                : "For shipping, its near end has yet to move by "
                        + words.formatEffect(goal, missing).replace("+", "") + ".";
    }

    /// Returns a title such as `buy-button: blue v green`.
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

    /// Returns the names of the treatments, in the order of the charts.
    List<String> treatmentNames() {
        return experiment.plan().parts().stream()
                .skip(1)
                .map(VariantShare::variant)
                .toList();
    }

    String analyzedUnits() {
        return QuantityFormatter.formatCount(experiment.state().analyzedUnits());
    }

    String exposedUnits() {
        return QuantityFormatter.formatCount(
                experiment.state().exposed().stream().mapToLong(Long::longValue).sum());
    }

    String window() {
        return DisplayFormatter.formatDuration(experiment.plan().window());
    }

    String confidenceLevel() {
        return new ExperimentFormatter(experiment.plan()).formatLevel();
    }

    /// Returns the sample ratio alarm; empty while units are split as planned.
    String splitAlarm() {
        String alarm = experiment.state().alarm();
        return alarm == null ? "" : DisplayFormatter.toSentence(alarm);
    }
}
