// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.engine.preview.HarmPreview;
import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.StepPreview;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PlanFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a candidate does that fails some times as often as control from the first step on, until
/// everybody is back.
///
/// It is found at the first step whose proof does not tolerate its ratio, at the latest, but for the
/// plan's chance of a wrong advance. Until then it does at least what it does when the first step holds
/// it until it is found, and at most, on average, what it does when each step on its way does so: the
/// evidence of each step is that of a start of its own, and the guard has those of earlier ones besides.
///
/// @param ratio its failure rate over control's
/// @param least calls that fail more than on control, when it is found at the first step
/// @param most the same when it is found last
/// @param firstStep exposure of the first step
/// @param lastStep exposure of the step at which it is found last
record WorstCaseHarm(double ratio, double least, double most, String firstStep, String lastStep) {
    /// @return empty when nothing can be said: nothing fails today, or the plan tolerates it
    static Optional<WorstCaseHarm> of(PlanPreview preview, double ratio) {
        List<StepPreview> way = way(preview, ratio);
        List<HarmPreview> harms = way.stream()
                .flatMap(step -> step.harms().stream())
                .filter(harm -> harm.ratio() == ratio)
                .toList();
        if (harms.isEmpty() || !harms.stream().allMatch(harm -> Double.isFinite(harm.excessFailures()))) {
            return Optional.empty();
        }
        return Optional.of(new WorstCaseHarm(
                ratio,
                harms.getFirst().excessFailures(),
                harms.stream().mapToDouble(HarmPreview::excessFailures).sum(),
                DisplayFormatter.exposure(way.getFirst().exposure()),
                DisplayFormatter.exposure(way.getLast().exposure())));
    }

    private static List<StepPreview> way(PlanPreview preview, double ratio) {
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

    /// `25 to 139`, or one number where both are.
    String calls() {
        String low = PlanFormatter.number(least);
        String high = PlanFormatter.number(most);
        return low.equals(high) ? low : low + " to " + high;
    }

    /// What they cost: `1,001 to 5,565 CHF`.
    String money(double price, String currency) {
        String low = PlanFormatter.number(least * price);
        String high = PlanFormatter.money(most * price, currency);
        return high.startsWith(low) ? high : low + " to " + high;
    }
}
