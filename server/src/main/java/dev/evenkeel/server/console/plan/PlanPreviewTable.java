// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StepHarmPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.engine.preview.StepProofTimePreview;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Preview of a plan per step.
///
/// @param steps what each step can detect and how long it takes
/// @param ratios column heads of the harm table: failure rate of the candidate over that of control
/// @param harms harm of bad candidates at each step that has a control to compare with
/// @param hasFootnote whether some harmful candidate may first advance to the next step
record PlanPreviewTable(List<StepLine> steps, List<String> ratios, List<StepHarmLine> harms, boolean hasFootnote) {

    /// Preview of a step.
    ///
    /// @param stay time at the step of a candidate as good as control
    /// @param stayDetails range of that time, and the probability that the minimum time suffices
    /// @param proof what must be proven to leave the step
    /// @param proofDetails when it is proven; empty if the step requires no proof
    /// @param detects smallest failure ratio that is likely to cause a rollback
    /// @param detectsDetails time to the rollback and its probability; empty if the step compares nothing
    /// @param never whether the proof is unreachable
    record StepLine(
            String exposure,
            String stay,
            String stayDetails,
            String proof,
            String proofDetails,
            String detects,
            String detectsDetails,
            boolean never) {}

    record StepHarmLine(String exposure, String budget, List<StepHarmCell> cells) {}

    /// Harm of a candidate with one failure ratio at one step.
    ///
    /// @param ratio failure rate over that of control
    /// @param calls excess failed calls compared with control, until all users are back on control
    /// @param details their cost, and the time until rollback
    record StepHarmCell(String ratio, String calls, String details) {}

    static PlanPreviewTable of(PlanPreview preview, RolloutPlan plan, String currency) {
        List<StepLine> steps = new ArrayList<>();
        for (int i = 0; i < preview.steps().size(); i++) {
            steps.add(toStepLine(preview.steps().get(i), plan.steps().get(i)));
        }
        List<StepPreview> compared =
                preview.steps().stream().filter(step -> !step.harms().isEmpty()).toList();
        return new PlanPreviewTable(
                steps,
                compared.stream()
                        .flatMap(step -> step.harms().stream())
                        .map(StepHarmPreview::ratio)
                        .distinct()
                        .map(QuantityFormatter::formatRatio)
                        .toList(),
                compared.stream().map(step -> toHarmLine(step, currency)).toList(),
                compared.stream().anyMatch(step -> step.harms().stream().anyMatch(harm -> canAdvance(step, harm))));
    }

    private static StepLine toStepLine(StepPreview step, RolloutStep planned) {
        boolean caught = Double.isFinite(step.detectableRatio());
        return new StepLine(
                step.exposure().toString(),
                DisplayFormatter.formatEstimate(step.timeAtStep().mean()),
                formatStayDetails(step, planned),
                step.proof()
                        .map(proof -> proof.margin().format() + " of calls")
                        .orElse(step.shadow().isPresent() ? "that answers agree" : "no proof asked"),
                formatProofDetails(step),
                caught
                        ? QuantityFormatter.formatRatio(step.detectableRatio())
                        : step.harms().isEmpty() ? "nothing" : "none likely",
                caught
                        ? "in 80% of cases, within "
                                + DisplayFormatter.formatEstimate(Math.min(
                                        step.timeAtStep().mean(), (double) PlanPreview.LONGEST_PROOF.toSeconds()))
                        : step.harms().isEmpty() ? "nothing to compare with" : "",
                step.isUnprovable());
    }

    private static String formatStayDetails(StepPreview step, RolloutStep planned) {
        String range = DisplayFormatter.formatRange(step.timeAtStep());
        String least = DisplayFormatter.formatEstimate(step.dwell().toMillis() / 1e3);
        String leaves = step.advanceAtDwellProbability() >= 1
                ? ""
                : (range.isEmpty() ? "" : "; ") + "over after the least time, " + least + ", in "
                        + DisplayFormatter.keepTogether(
                                QuantityFormatter.formatProbability(step.advanceAtDwellProbability()));
        String person = planned.approval() ? ", then a person has to approve" : "";
        return (range.isEmpty() ? "" : range) + leaves + person;
    }

    private static String formatProofDetails(StepPreview step) {
        Optional<StepProofTimePreview> proof = step.proof();
        if (proof.isEmpty()) {
            return step.shadow()
                    .map(shadow -> shadow.comparisons() < 0
                            ? "no number of comparisons is enough"
                            : "after " + QuantityFormatter.formatNumber((double) shadow.comparisons())
                                    + " comparisons, "
                                    + DisplayFormatter.formatEstimate(shadow.secondsToProof())
                                    + ", if no answer differs")
                    .orElse("");
        }
        StepProofTimePreview stepProofTimePreview = proof.get();
        if (!Double.isFinite(stepProofTimePreview.time().mean())) {
            return "never at this traffic";
        }
        String range = DisplayFormatter.formatRange(stepProofTimePreview.time());
        String ratio = Double.isFinite(stepProofTimePreview.toleratedRatio())
                ? "; today that is " + QuantityFormatter.formatRatio(stepProofTimePreview.toleratedRatio())
                : "";
        return "after "
                + DisplayFormatter.formatEstimate(stepProofTimePreview.time().mean())
                + (range.isEmpty() ? "" : " (" + range + ")") + ratio;
    }

    private static StepHarmLine toHarmLine(StepPreview step, String currency) {
        return new StepHarmLine(
                step.exposure().toString(),
                QuantityFormatter.formatPercent(step.falseRollbackProbability()),
                step.harms().stream().map(harm -> toCell(step, harm, currency)).toList());
    }

    private static StepHarmCell toCell(StepPreview step, StepHarmPreview harm, String currency) {
        String ratio = QuantityFormatter.formatRatio(harm.ratio());
        if (!Double.isFinite(harm.seconds())) {
            return new StepHarmCell(ratio, "not rolled back", "within what is tolerated, or too close to it");
        }
        String price = harm.money().isPresent()
                ? DisplayFormatter.formatMoney(harm.money().getAsDouble(), currency) + ", "
                : "";
        return new StepHarmCell(
                ratio,
                QuantityFormatter.formatNumber(harm.excessFailures()) + " calls",
                price + "back after " + DisplayFormatter.formatEstimate(harm.seconds())
                        + (canAdvance(step, harm) ? "\u00a0*" : ""));
    }

    /* The step's proof tolerates this ratio. */
    private static boolean canAdvance(StepPreview step, StepHarmPreview harm) {
        return step.proof().isPresent() && harm.ratio() < step.proof().get().toleratedRatio();
    }
}
