// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.preview.EstimationMethod;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.ProofObstacle;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.preview.StepProofTimePreview;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Formats a plan preview as sentences.
///
/// @param plan the previewed plan
/// @param control name of the variant that serves now
/// @param candidate name of the new variant
/// @param currency currency of the price; empty if unknown
record PlanSummaryMessages(PlanPreview preview, RolloutPlan plan, String control, String candidate, String currency) {
    private static final double TWICE = 2;

    /// Returns the result in one sentence.
    String summary() {
        return "At " + QuantityFormatter.formatNumber(preview.traffic().callsPerSecond()) + " calls/s "
                + formatTime()
                + "; " + formatHarm()
                + "; a harmless one is rolled back in at most "
                + QuantityFormatter.formatPercent(preview.falseRollbackProbability())
                + " of rollouts.";
    }

    private String formatTime() {
        String last = preview.steps().getLast().exposure().toString();
        String good = " if " + candidate + " is as good as " + control;
        if (!Double.isFinite(preview.timeToLastStep().mean())) {
            return preview.steps().stream()
                    .filter(step -> !Double.isFinite(step.timeAtStep().mean()))
                    .findFirst()
                    .map(step -> "this plan may stay at " + step.exposure() + " for ever, and never reach " + last + ","
                            + good)
                    .orElse("this plan may never reach " + last + "," + good);
        }
        String range = DisplayFormatter.formatRange(preview.timeToLastStep());
        return "this plan reaches " + last + " in about "
                + DisplayFormatter.formatEstimate(preview.timeToLastStep().mean()) + " ("
                + (range.isEmpty() ? "hardly more or less" : range + " in 8 cases of 10") + ")" + good;
    }

    private String formatHarm() {
        if (preview.traffic().baseRate() == 0) {
            return "how much a worse one fails cannot be told as a multiple, since nothing fails today";
        }
        Double money = preview.traffic().moneyPerFailure();
        return worstCase()
                .map(bad -> "if it fails twice as often, about " + bad.formatCalls() + " more calls fail"
                        + (money == null ? "" : " (" + bad.formatMoney(money, currency) + ")")
                        + " before everybody is back")
                .orElse("one that fails twice as often is not sure to be rolled back");
    }

    private Optional<WorstCaseHarm> worstCase() {
        return WorstCaseHarm.of(preview, TWICE);
    }

    /// Returns how the two numbers of the harm are determined; empty if there are none.
    String worstCaseSource() {
        return worstCase()
                .filter(bad -> !bad.firstStep().equals(bad.lastStep()))
                .map(bad -> "Twice as often from the first step on: about "
                        + QuantityFormatter.formatNumber(bad.minCalls())
                        + " more calls fail when it is found at " + bad.firstStep() + ", "
                        + QuantityFormatter.formatNumber(bad.maxCalls())
                        + " at most on average when it is found only at " + bad.lastStep()
                        + ", the latest but for a chance of "
                        + QuantityFormatter.formatPercent(plan.advanceAlpha())
                        + " a step.")
                .orElse("");
    }

    /// Returns what the plan cannot achieve at this traffic, and what would change that, in sentences; empty if
    /// it can achieve everything that it requires.
    List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        for (StepPreview step : preview.steps()) {
            step.proof()
                    .ifPresent(proof -> proof.obstacle()
                            .ifPresent(obstacle -> obstacles.add(formatObstacle(step, proof, obstacle))));
            if (step.isShadowTooSlow()) {
                obstacles.add("The step at " + step.exposure()
                        + " can compare too little at this traffic: shadow more calls, or tolerate more differing"
                        + " answers.");
            }
        }
        return obstacles;
    }

    private static String formatObstacle(StepPreview step, StepProofTimePreview proof, ProofObstacle obstacle) {
        double takes = Double.isFinite(proof.time().mean()) ? proof.time().mean() : obstacle.seconds();
        List<String> ways = new ArrayList<>();
        obstacle.callsPerSecond()
                .ifPresent(calls ->
                        ways.add(QuantityFormatter.formatNumber(calls) + " calls/s instead of what comes now"));
        obstacle.toleratedExtra()
                .ifPresent(extra -> ways.add("tolerated extra failures of " + QuantityFormatter.formatPercent(extra)));
        ways.add("a larger exposure at this step");
        return "The step at " + step.exposure()
                + " can prove nothing at this traffic: "
                + (Double.isFinite(takes)
                        ? "it takes " + DisplayFormatter.formatEstimate(takes) + ", more than "
                                + DisplayFormatter.formatEstimate((double) PlanPreview.LONGEST_PROOF.toSeconds())
                        : "it never will")
                + ". One of these would do, about: " + String.join("; ", ways) + ".";
    }

    /// Returns what a rollout by this plan cannot detect under any circumstances, in sentences.
    List<String> limits() {
        List<String> limits = new ArrayList<>();
        lastProof()
                .ifPresent(step -> limits.add("That " + candidate + " is as good as " + control
                        + ": what is shown in the end, at " + step.exposure()
                        + ", is that it fails "
                        + step.proof().orElseThrow().margin().format()
                        + " of calls."));
        preview.steps().stream()
                .mapToDouble(StepPreview::detectableRatio)
                .filter(Double::isFinite)
                .min()
                .ifPresent(ratio -> limits.add("Harm below " + QuantityFormatter.formatRatio(ratio)
                        + ": no step is likely to roll it back within its time."));
        if (preview.traffic().baseRate() == 0) {
            limits.add("Anything by ratios: nothing fails today, and a multiple of nothing is nothing.");
        }
        preview.steps().stream()
                .filter(step -> step.exposure().equals(Percent.ALL))
                .findFirst()
                .ifPresent(step -> limits.add("Anything at 100%: nobody is left on " + control
                        + " to compare with, only ceilings and the limit of an incident go on."));
        if (preview.excludesLatency()) {
            limits.add("How long proofs about latency take: they come on top, and depend on the spread of latency.");
        }
        return limits;
    }

    private Optional<StepPreview> lastProof() {
        return preview.steps().stream()
                .filter(step -> step.proof().isPresent()
                        && step.proof().get().obstacle().isEmpty())
                .reduce((first, second) -> second);
    }

    /// Returns how the times were computed, as text.
    String computationMethods() {
        String found = preview.steps().stream()
                .flatMap(step -> step.proof().stream())
                .map(StepProofTimePreview::method)
                .distinct()
                .sorted()
                .map(EstimationMethod::describe)
                .collect(Collectors.joining("; "));
        return found.isEmpty() ? "none is asked for" : found;
    }

    /// Whether some time was simulated instead of computed exactly.
    boolean isSimulated() {
        return preview.steps().stream()
                .flatMap(step -> step.proof().stream())
                .anyMatch(proof -> proof.method() == EstimationMethod.SIMULATED);
    }
}
