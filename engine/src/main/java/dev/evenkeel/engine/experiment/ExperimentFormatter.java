// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The formatter of experiments for people, always with margin and level.
public final class ExperimentFormatter {
    private static final double NEGLIGIBLE = 5e-7;

    private final ExperimentPlan plan;

    /// @param plan plan of the experiment
    public ExperimentFormatter(ExperimentPlan plan) {
        this.plan = plan;
    }

    /// Formats the confidence level: `95%`.
    public String formatLevel() {
        return formatNumber(plan.confidence().doubleValue()) + "%";
    }

    /// Formats a mean outcome: `4.21%`, `17.3`, `182 ms`.
    public String formatMean(ExperimentGoal goal, double mean) {
        return switch (goal.kind()) {
            case CONVERSION -> formatNumber(100 * mean) + "%";
            case VALUE -> formatNumber(mean);
            case DURATION -> formatNumber(mean) + " ms";
        };
    }

    /// Formats an effect: `+0.42 points`, `-1.5`, `+12 ms`.
    public String formatEffect(ExperimentGoal goal, double effect) {
        String sign = effect > 0 ? "+" : "";
        return switch (goal.kind()) {
            case CONVERSION -> sign + formatNumber(100 * effect) + " points";
            case VALUE -> sign + formatNumber(effect);
            case DURATION -> sign + formatNumber(effect) + " ms";
        };
    }

    /// Formats an interval of effects: `+0.11 to +0.73 points`.
    public String formatInterval(ExperimentGoal goal, TreatmentEffect effect) {
        String low = formatEffect(goal, effect.low());
        int unit = low.indexOf(' ');
        return (unit < 0 ? low : low.substring(0, unit)) + " to " + formatEffect(goal, effect.high());
    }

    /// Formats the decision rule.
    public String formatRule() {
        ExperimentGoal goal = plan.primary();
        String worse = goal.better() == ImprovementDirection.HIGHER ? "" : " (lower is better)";
        return "Ship a treatment once its gain in " + goal.metric() + worse + " is proven to be above "
                + formatEffect(goal, plan.shipAbove())
                + "; stop once the gain of every treatment is proven to be below "
                + formatEffect(goal, plan.stopBelow()) + "; end after "
                + QuantityFormatter.formatPeriod(plan.rule().maxDuration()) + ".";
    }

    public String formatConclusion(ExperimentConclusion conclusion, ExperimentResults results) {
        return switch (conclusion.verdict()) {
            case RUNNING -> "No conclusion yet.";
            case SUSPENDED -> "The results are invalid: " + results.alarm() + ". Find the cause first.";
            case SHIP ->
                variantName(conclusion.treatment()) + " can be shipped: its effect on "
                        + plan.primary().metric() + " is "
                        + formatInterval(
                                plan.primary(), results.primary().effects().get(conclusion.treatment() - 1))
                        + " at " + formatLevel() + ", and the rule requires a gain above "
                        + formatEffect(plan.primary(), plan.shipAbove()) + ".";
            case STOP ->
                "The experiment can stop: no treatment gains as much as "
                        + formatEffect(plan.primary(), plan.stopBelow()) + " in "
                        + plan.primary().metric() + ", at " + formatLevel() + ".";
            case INCONCLUSIVE -> "The maximum duration has passed without a conclusive result.";
        };
    }

    /// Formats the effect of one treatment on one goal.
    public String formatEffect(ExperimentGoal goal, TreatmentEffect effect, GoalResults goalResults) {
        String control = plan.control();
        String treatment = variantName(effect.treatment());
        boolean known = effect.low() > 0 || effect.high() < 0;
        boolean better = effect.low() > 0 == (goal.better() == ImprovementDirection.HIGHER);
        String found = known ? treatment + " is " + (better ? "better" : "worse") : "no significant difference";
        return goal.metric() + ": " + formatMean(goal, goalResults.mean(0)) + " on " + control + ", "
                + formatMean(goal, goalResults.mean(effect.treatment())) + " on " + treatment + "; effect "
                + formatInterval(goal, effect) + " at " + formatLevel() + ": " + found + ".";
    }

    /// Formats which interval applies to an effect, and what the other one still requires.
    public String formatMethod(TreatmentEffect effect) {
        LargeSampleCheck gate = effect.sampleSize();
        if (gate.isSufficient()) {
            return "large-sample interval, valid at any time";
        }
        String units = gate.missingUnits() > 0 ? QuantityFormatter.formatCount(gate.missingUnits()) + " units" : "";
        String outcomes =
                gate.missingOutcomes() > 0 ? QuantityFormatter.formatCount(gate.missingOutcomes()) + " outcomes" : "";
        String sum =
                gate.missingSum() > 0 ? "outcomes worth " + formatNumber(gate.missingSum()) + " times the cap" : "";
        String missing =
                Stream.of(units, outcomes, sum).filter(text -> !text.isEmpty()).collect(Collectors.joining(" and "));
        return "exact interval, valid at any time; a narrower one applies when the smaller variant has " + missing
                + " more";
    }

    private String variantName(int place) {
        return plan.parts().get(place).variant();
    }

    private static String formatNumber(double value) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "no limit" : "-no limit";
        }
        return QuantityFormatter.formatNumber(Math.abs(value) < NEGLIGIBLE ? 0 : value);
    }
}
