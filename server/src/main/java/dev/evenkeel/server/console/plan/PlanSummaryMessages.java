// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.preview.EstimationMethod;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.ProofObstacle;
import dev.evenkeel.engine.preview.ProofPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.PlanPreviewFormatter;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PlanFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A preview in sentences.
///
/// @param plan that is previewed
/// @param control name of the variant that serves now
/// @param candidate name of the new one
/// @param currency of the price; empty when nobody said
record PlanSummaryMessages(PlanPreview preview, RolloutPlan plan, String control, String candidate, String currency) {
    private static final double TWICE = 2;

    /// What the plan comes to, in one sentence.
    String answer() {
        return "At " + PlanFormatter.number(preview.traffic().callsPerSecond()) + " calls/s " + time() + "; " + harm()
                + "; a harmless one is rolled back in at most " + PlanFormatter.share(preview.falseAlarm())
                + " of rollouts.";
    }

    private String time() {
        String last = DisplayFormatter.exposure(preview.steps().getLast().exposure());
        String good = " if " + candidate + " is as good as " + control;
        if (!Double.isFinite(preview.toLastStep().mean())) {
            return preview.steps().stream()
                    .filter(step -> !Double.isFinite(step.stay().mean()))
                    .findFirst()
                    .map(step -> "this plan may stay at " + DisplayFormatter.exposure(step.exposure())
                            + " for ever, and never reach " + last + "," + good)
                    .orElse("this plan may never reach " + last + "," + good);
        }
        String range = PlanFormatter.range(preview.toLastStep());
        return "this plan reaches " + last + " in about "
                + PlanFormatter.span(preview.toLastStep().mean()) + " ("
                + (range.isEmpty() ? "hardly more or less" : range + " in 8 cases of 10") + ")" + good;
    }

    private String harm() {
        if (preview.traffic().baseRate() == 0) {
            return "how much a worse one fails cannot be told as a multiple, since nothing fails today";
        }
        return bad().map(bad -> "if it fails twice as often, about " + bad.calls() + " more calls fail"
                        + (preview.traffic().moneyPerFailure().isPresent()
                                ? " ("
                                        + bad.money(
                                                preview.traffic()
                                                        .moneyPerFailure()
                                                        .getAsDouble(),
                                                currency)
                                        + ")"
                                : "")
                        + " before everybody is back")
                .orElse("one that fails twice as often is not sure to be rolled back");
    }

    private Optional<WorstCaseHarm> bad() {
        return WorstCaseHarm.of(preview, TWICE);
    }

    /// Where the two numbers of the harm come from; empty when there are none.
    String badWords() {
        return bad().filter(bad -> !bad.firstStep().equals(bad.lastStep()))
                .map(bad -> "Twice as often from the first step on: about " + PlanFormatter.number(bad.least())
                        + " more calls fail when it is found at " + bad.firstStep() + ", "
                        + PlanFormatter.number(bad.most())
                        + " at most on average when it is found only at " + bad.lastStep()
                        + ", the latest but for a chance of " + PlanFormatter.share(plan.advanceAlpha()) + " a step.")
                .orElse("");
    }

    /// What the plan cannot do at this traffic, and what would change that, in sentences; empty when it
    /// can do all that it asks for.
    List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        for (StepPreview step : preview.steps()) {
            step.proof()
                    .ifPresent(proof ->
                            proof.obstacle().ifPresent(obstacle -> obstacles.add(obstacle(step, proof, obstacle))));
            if (step.isShadowTooSlow()) {
                obstacles.add("The step at " + DisplayFormatter.exposure(step.exposure())
                        + " can compare too little at this traffic: shadow more calls, or tolerate more differing"
                        + " answers.");
            }
        }
        return obstacles;
    }

    private static String obstacle(StepPreview step, ProofPreview proof, ProofObstacle obstacle) {
        double takes = Double.isFinite(proof.time().mean()) ? proof.time().mean() : obstacle.seconds();
        List<String> ways = new ArrayList<>();
        obstacle.callsPerSecond()
                .ifPresent(calls -> ways.add(PlanFormatter.number(calls) + " calls/s instead of what comes now"));
        obstacle.toleratedExtra()
                .ifPresent(extra -> ways.add("tolerated extra failures of " + PlanFormatter.share(extra)));
        ways.add("a larger exposure at this step");
        return "The step at " + DisplayFormatter.exposure(step.exposure()) + " can prove nothing at this traffic: "
                + (Double.isFinite(takes)
                        ? "it takes " + PlanFormatter.span(takes) + ", more than "
                                + PlanFormatter.span((double) PlanPreview.LONGEST_PROOF.toSeconds())
                        : "it never will")
                + ". One of these would do, about: " + String.join("; ", ways) + ".";
    }

    /// What no rollout by this plan shows, whatever comes, in sentences.
    List<String> limits() {
        List<String> limits = new ArrayList<>();
        lastProof()
                .ifPresent(step -> limits.add("That " + candidate + " is as good as " + control
                        + ": what is shown in the end, at " + DisplayFormatter.exposure(step.exposure())
                        + ", is that it fails "
                        + DisplayFormatter.prose(PlanPreviewFormatter.margin(
                                step.proof().orElseThrow().margin())) + " of calls."));
        preview.steps().stream()
                .mapToDouble(StepPreview::smallestRatio)
                .filter(Double::isFinite)
                .min()
                .ifPresent(ratio -> limits.add("Harm below " + PlanFormatter.times(ratio)
                        + ": no step is likely to roll it back within its time."));
        if (preview.traffic().baseRate() == 0) {
            limits.add("Anything by ratios: nothing fails today, and a multiple of nothing is nothing.");
        }
        preview.steps().stream()
                .filter(step -> step.exposure().equals(Percent.ALL))
                .findFirst()
                .ifPresent(step -> limits.add("Anything at 100\u00a0%: nobody is left on " + control
                        + " to compare with, only ceilings and the limit of an incident go on."));
        if (preview.withoutLatency()) {
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

    /// How the times were found, in words.
    String methods() {
        String found = preview.steps().stream()
                .flatMap(step -> step.proof().stream())
                .map(ProofPreview::method)
                .distinct()
                .sorted()
                .map(PlanPreviewFormatter::method)
                .collect(Collectors.joining("; "));
        return found.isEmpty() ? "none is asked for" : DisplayFormatter.prose(found);
    }

    /// Whether some time was played and not computed.
    boolean isPlayed() {
        return preview.steps().stream()
                .flatMap(step -> step.proof().stream())
                .anyMatch(proof -> proof.method() == EstimationMethod.SIMULATED);
    }
}
