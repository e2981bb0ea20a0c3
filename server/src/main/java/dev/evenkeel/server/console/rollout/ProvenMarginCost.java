// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.rollout.plan.ErrorMargin;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PlanFormatter;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import java.util.Optional;

/// What the margin of failures that was shown last comes to in money, once everybody is on the
/// candidate.
///
/// @param margin below which the candidate was shown to fail
/// @param failureRate share of control's calls that failed since the start, 0..1
/// @param callsPerSecond of both variants at present
/// @param price of a failed call
record ProvenMarginCost(ErrorMargin margin, double failureRate, double callsPerSecond, FailureCost price) {
    private static final double SECONDS_OF_AN_HOUR = 3_600;
    private static final double FEW = 9.5;

    /// @return empty when the last advance showed nothing of failures, and when traffic, failures or the
    ///     price are not known
    static Optional<ProvenMarginCost> of(RolloutPageData facts, TrafficSummary pulse) {
        FailureCost price = facts.extras().failurePrice();
        Double callsPerSecond = pulse.callsPerSecond();
        ProportionEstimate control = facts.controlErrors();
        if (price == null || callsPerSecond == null || control.of() == 0) {
            return Optional.empty();
        }
        RolloutPlan plan = facts.rollout().plan();
        return facts.findLast(RolloutDecisionKind.ADVANCE)
                .filter(advance -> showsFailures(advance, plan))
                .map(advance -> plan.guardrails().errors().marginFor(plan.exposureAfter(advance.fromStep())))
                .map(margin -> new ProvenMarginCost(margin, control.share(), callsPerSecond, price))
                .filter(shown -> shown.anHour() > 0 && Double.isFinite(shown.anHour()));
    }

    private static boolean showsFailures(RolloutDecision advance, RolloutPlan plan) {
        return plan.asksForProofOfFailures(advance.fromStep())
                && advance.reason().contains(plan.guardrails().errors().name() + ": shown ");
    }

    /// Money in an hour, more than on control.
    double anHour() {
        double more = (margin.factor() - 1) * failureRate + margin.extra();
        return more * callsPerSecond * SECONDS_OF_AN_HOUR * price.amount();
    }

    /// @param control name of the variant that is compared with
    String sentence(String control) {
        return "At full exposure, " + words() + " is less than about "
                + DisplayFormatter.about(anHour(), price.currency()) + " an hour more than with " + control + ", at "
                + traffic() + "\u00a0calls/s.";
    }

    private String words() {
        String extra = PlanFormatter.share(margin.extra()) + " of all calls";
        if (margin.factor() == 1) {
            return "less than " + extra + " failing in addition";
        }
        return "less than " + PlanFormatter.number(margin.factor()) + " times as many failed calls"
                + (margin.extra() == 0 ? "" : " plus " + extra);
    }

    private String traffic() {
        return callsPerSecond < FEW
                ? DisplayFormatter.digits(callsPerSecond)
                : DisplayFormatter.count(Math.round(callsPerSecond));
    }
}
