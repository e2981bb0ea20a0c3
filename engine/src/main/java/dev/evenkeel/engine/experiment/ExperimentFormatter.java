// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An experiment in the words that people read: never without a margin and a level.
public final class ExperimentFormatter {
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private final ExperimentPlan plan;

    /// @param plan of the experiment
    public ExperimentFormatter(ExperimentPlan plan) {
        this.plan = plan;
    }

    /// `95 %`
    public String level() {
        return number(100 * (1 - plan.alpha())) + " %";
    }

    /// A mean outcome: `4.21 %`, `17.3`, `182 ms`.
    public String mean(ExperimentGoal goal, double mean) {
        return switch (goal.kind()) {
            case CONVERSION -> number(100 * mean) + " %";
            case VALUE -> number(mean);
            case DURATION -> number(mean) + " ms";
        };
    }

    /// An effect: `+0.42 points`, `-1.5`, `+12 ms`.
    public String effect(ExperimentGoal goal, double effect) {
        String sign = effect > 0 ? "+" : "";
        return switch (goal.kind()) {
            case CONVERSION -> sign + number(100 * effect) + " points";
            case VALUE -> sign + number(effect);
            case DURATION -> sign + number(effect) + " ms";
        };
    }

    /// An interval of effects: `+0.11 to +0.73 points`.
    public String interval(ExperimentGoal goal, TreatmentEffect effect) {
        String low = effect(goal, effect.low());
        int unit = low.indexOf(' ');
        return (unit < 0 ? low : low.substring(0, unit)) + " to " + effect(goal, effect.high());
    }

    /// The rule as it was written down.
    public String rule() {
        ExperimentGoal goal = plan.primary();
        String worse = goal.better() == ImprovementDirection.HIGHER ? "" : " (less is better)";
        return "Ship a treatment once its gain in " + goal.metric() + worse + " is shown to be above "
                + effect(goal, plan.rule().shipAbove()) + "; stop once every treatment's is shown to be below "
                + effect(goal, plan.rule().stopBelow()) + "; end after "
                + time(plan.rule().longest().toSeconds()) + ".";
    }

    /// What may be concluded.
    public String conclusion(ExperimentConclusion conclusion, ExperimentResults reading) {
        return switch (conclusion.verdict()) {
            case OPEN -> "Nothing may be concluded yet.";
            case SUSPENDED -> "Nothing may be concluded: " + reading.alarm() + ". Find out why before reading effects.";
            case SHIP ->
                variant(conclusion.treatment()) + " may be shipped: its effect on "
                        + plan.primary().metric() + " is "
                        + interval(plan.primary(), reading.primary().effects().get(conclusion.treatment() - 1))
                        + " at " + level() + ", and the rule asks for a gain above "
                        + effect(plan.primary(), plan.rule().shipAbove()) + ".";
            case STOP ->
                "The experiment may stop: no treatment gains as much as "
                        + effect(plan.primary(), plan.rule().stopBelow()) + " in "
                        + plan.primary().metric() + ", at " + level() + ".";
            case UNDECIDED -> "The rule's time is over and nothing is shown: what the interval holds is what is known.";
        };
    }

    /// The effect of one treatment by one goal.
    public String effect(ExperimentGoal goal, TreatmentEffect effect, GoalResults reading) {
        String control = plan.control();
        String treatment = variant(effect.treatment());
        boolean known = effect.low() > 0 || effect.high() < 0;
        boolean better = effect.low() > 0 == (goal.better() == ImprovementDirection.HIGHER);
        String found =
                known ? treatment + " is " + (better ? "better" : "worse") : "it is open which of the two is better";
        return goal.metric() + ": " + mean(goal, reading.mean(0)) + " on " + control + ", "
                + mean(goal, reading.mean(effect.treatment())) + " on " + treatment + "; the effect is "
                + interval(goal, effect) + " at " + level() + ": " + found + ".";
    }

    /// By which interval an effect is read, and what the other one waits for.
    public String method(TreatmentEffect effect) {
        SampleSizeCheck gate = effect.gate();
        if (gate.open()) {
            return "large-sample interval, valid at every look";
        }
        String units = gate.missingUnits() > 0 ? count(gate.missingUnits()) + " units" : "";
        String outcomes = gate.missingOutcomes() > 0 ? count(gate.missingOutcomes()) + " outcomes" : "";
        String sum = gate.missingSum() > 0 ? "outcomes worth " + number(gate.missingSum()) + " times the cap" : "";
        String missing =
                Stream.of(units, outcomes, sum).filter(text -> !text.isEmpty()).collect(Collectors.joining(" and "));
        return "exact interval, valid at every look; a narrower one follows when the smaller variant has " + missing
                + " more";
    }

    private String variant(int place) {
        return plan.parts().get(place).variant();
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String time(long seconds) {
        return seconds % 86_400 == 0
                ? seconds / 86_400 + (seconds == 86_400 ? " day" : " days")
                : seconds % 3_600 == 0
                        ? seconds / 3_600 + (seconds == 3_600 ? " hour" : " hours")
                        : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return value > 0 ? "no limit" : "-no limit";
        }
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        BigDecimal shown = rounded.scale() > 6 ? rounded.setScale(6, RoundingMode.HALF_EVEN) : rounded;
        return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
    }
}
