// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.preview.HarmPreview;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.ProofPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.files.plan.PlanPreviewFormatter;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PlanFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A preview step by step.
///
/// @param steps what each step can do
/// @param ratios heads of the columns of harms: how many times as often a candidate fails
/// @param harms what bad candidates do, of each step at which there is control to compare with
/// @param starred whether some harm may go on to the next step first
record PlanPreviewTable(List<StepLine> steps, List<String> ratios, List<HarmLine> harms, boolean starred) {

    /// What a step can do.
    ///
    /// @param stay how long a candidate as good as control stays
    /// @param stayMore its range, and the chance that the least time is enough
    /// @param proof what has to be shown to leave it
    /// @param proofMore when that is there; empty where no proof is asked for
    /// @param catches smallest failure ratio that is likely to be rolled back
    /// @param catchesMore in which time, and how sure that is; empty where nothing is compared
    /// @param never whether its proof is out of reach
    record StepLine(
            String exposure,
            String stay,
            String stayMore,
            String proof,
            String proofMore,
            String catches,
            String catchesMore,
            boolean never) {}

    record HarmLine(String exposure, String budget, List<Cell> cells) {}

    /// A candidate of one ratio at one step.
    ///
    /// @param ratio how many times as often it fails
    /// @param calls that fail more than on control until everybody is back
    /// @param more what they cost, and how long it takes
    record Cell(String ratio, String calls, String more) {}

    static PlanPreviewTable of(PlanPreview preview, RolloutPlan plan, String currency) {
        List<StepLine> steps = new ArrayList<>();
        for (int i = 0; i < preview.steps().size(); i++) {
            steps.add(step(preview.steps().get(i), plan.steps().get(i)));
        }
        List<StepPreview> compared =
                preview.steps().stream().filter(step -> !step.harms().isEmpty()).toList();
        return new PlanPreviewTable(
                steps,
                compared.stream()
                        .flatMap(step -> step.harms().stream())
                        .map(HarmPreview::ratio)
                        .distinct()
                        .map(PlanFormatter::times)
                        .toList(),
                compared.stream().map(step -> harm(step, currency)).toList(),
                compared.stream().anyMatch(step -> step.harms().stream().anyMatch(harm -> mayGoOn(step, harm))));
    }

    private static StepLine step(StepPreview step, RolloutStep planned) {
        boolean caught = Double.isFinite(step.smallestRatio());
        return new StepLine(
                DisplayFormatter.exposure(step.exposure()),
                PlanFormatter.span(step.stay().mean()),
                stayMore(step, planned),
                step.proof()
                        .map(proof -> DisplayFormatter.prose(PlanPreviewFormatter.margin(proof.margin())) + " of calls")
                        .orElse(step.shadow().isPresent() ? "that answers agree" : "no proof asked"),
                proofMore(step),
                caught
                        ? PlanFormatter.times(step.smallestRatio())
                        : step.harms().isEmpty() ? "nothing" : "none likely",
                caught
                        ? "in 80\u00a0% of cases, within "
                                + PlanFormatter.span(
                                        Math.min(step.stay().mean(), (double) PlanPreview.LONGEST_PROOF.toSeconds()))
                        : step.harms().isEmpty() ? "nothing to compare with" : "",
                step.provesNothing());
    }

    private static String stayMore(StepPreview step, RolloutStep planned) {
        String range = PlanFormatter.range(step.stay());
        String least = PlanFormatter.span(step.dwell().toMillis() / 1e3);
        String leaves = step.leavesAtDwell() >= 1
                ? ""
                : (range.isEmpty() ? "" : "; ") + "over after the least time, " + least + ", in "
                        + PlanFormatter.chance(step.leavesAtDwell());
        String person = planned.approval() ? ", then a person has to approve" : "";
        return (range.isEmpty() ? "" : range) + leaves + person;
    }

    private static String proofMore(StepPreview step) {
        Optional<ProofPreview> proof = step.proof();
        if (proof.isEmpty()) {
            return step.shadow()
                    .map(shadow -> shadow.comparisons() < 0
                            ? "no number of comparisons is enough"
                            : "after " + PlanFormatter.number((double) shadow.comparisons()) + " comparisons, "
                                    + PlanFormatter.span(shadow.seconds()) + ", if no answer differs")
                    .orElse("");
        }
        ProofPreview asked = proof.get();
        if (!Double.isFinite(asked.time().mean())) {
            return "never at this traffic";
        }
        String range = PlanFormatter.range(asked.time());
        String ratio = Double.isFinite(asked.toleratedRatio())
                ? "; today that is " + PlanFormatter.times(asked.toleratedRatio())
                : "";
        return "after " + PlanFormatter.span(asked.time().mean()) + (range.isEmpty() ? "" : " (" + range + ")") + ratio;
    }

    private static HarmLine harm(StepPreview step, String currency) {
        return new HarmLine(
                DisplayFormatter.exposure(step.exposure()),
                PlanFormatter.share(step.falseAlarm()),
                step.harms().stream().map(harm -> cell(step, harm, currency)).toList());
    }

    private static Cell cell(StepPreview step, HarmPreview harm, String currency) {
        String ratio = PlanFormatter.times(harm.ratio());
        if (!Double.isFinite(harm.seconds())) {
            return new Cell(ratio, "not rolled back", "within what is tolerated, or too close to it");
        }
        String price =
                harm.money().isPresent() ? PlanFormatter.money(harm.money().getAsDouble(), currency) + ", " : "";
        return new Cell(
                ratio,
                PlanFormatter.number(harm.excessFailures()) + " calls",
                price + "back after " + PlanFormatter.span(harm.seconds()) + (mayGoOn(step, harm) ? "\u00a0*" : ""));
    }

    /* The step's own proof tolerates it. */
    private static boolean mayGoOn(StepPreview step, HarmPreview harm) {
        return step.proof().isPresent() && harm.ratio() < step.proof().get().toleratedRatio();
    }
}
