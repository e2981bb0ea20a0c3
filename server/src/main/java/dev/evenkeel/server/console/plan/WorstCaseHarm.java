// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StepHarmPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Harm of a candidate whose failure rate exceeds control's by a given ratio from the first step on, until all
/// users are back on control.
///
/// The candidate is rolled back at the latest at the first step whose proof does not tolerate its ratio, except
/// with the plan's probability of a wrong advance. Lower bound: the harm if the first step holds the candidate
/// until its rollback. Upper bound, on average: the sum of that harm over each step on its way, because the
/// evidence of each step alone is that of a new start, and the guard has the evidence of earlier steps in
/// addition.
///
/// @param ratio its failure rate over control's
/// @param minCalls excess failed calls compared with control, if it is rolled back at the first step
/// @param maxCalls the same, if it is rolled back at the last possible step
/// @param firstStep exposure of the first step
/// @param lastStep exposure of the last possible step
record WorstCaseHarm(double ratio, double minCalls, double maxCalls, String firstStep, String lastStep) {
    /// Computes the harm at a ratio; empty if it is unknown: no calls fail today, or the plan tolerates the
    /// ratio.
    static Optional<WorstCaseHarm> of(PlanPreview preview, double ratio) {
        List<StepPreview> way = exposedSteps(preview, ratio);
        List<StepHarmPreview> harms = way.stream()
                .flatMap(step -> step.harms().stream())
                .filter(harm -> harm.ratio() == ratio)
                .toList();
        if (harms.isEmpty() || !harms.stream().allMatch(harm -> Double.isFinite(harm.excessFailures()))) {
            return Optional.empty();
        }
        return Optional.of(new WorstCaseHarm(
                ratio,
                harms.getFirst().excessFailures(),
                harms.stream().mapToDouble(StepHarmPreview::excessFailures).sum(),
                way.getFirst().exposure().toString(),
                way.getLast().exposure().toString()));
    }

    private static List<StepPreview> exposedSteps(PlanPreview preview, double ratio) {
        List<StepPreview> way = new ArrayList<>();
        for (StepPreview step : preview.steps()) {
            if (!step.harms().isEmpty()) {
                way.add(step);
            }
            if (step.proof().isPresent() && step.proof().get().toleratedRatio() <= ratio) {
                break;
            }
        }
        return way;
    }

    /// Returns the range of failed calls, `25 to 139`, or one number if both are equal.
    String formatCalls() {
        String low = QuantityFormatter.formatNumber(minCalls);
        String high = QuantityFormatter.formatNumber(maxCalls);
        return low.equals(high) ? low : low + " to " + high;
    }

    /// Returns the cost of the failed calls: `CHF 1,000 to 5,600`.
    String formatMoney(double price, String currency) {
        String low = QuantityFormatter.formatMoney(minCalls * price);
        String high = QuantityFormatter.formatMoney(maxCalls * price);
        return DisplayFormatter.addCurrency(low.equals(high) ? low : low + " to " + high, currency);
    }
}
