// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.plan.FailureRateMargin;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.util.Optional;

/// Cost of the last proven margin of the failure rate at full exposure.
///
/// @param margin margin below which the candidate's failure rate was proven
/// @param failureRate share of control's calls that failed since the start, 0..1
/// @param callsPerSecond current calls per second of both variants
/// @param price cost of a failed call
record ToleratedHarmCost(FailureRateMargin margin, double failureRate, double callsPerSecond, FailureCost price) {
    private static final double SECONDS_OF_AN_HOUR = 3_600;

    /// Computes the cost of the margin that the last advance proved; empty if it proved nothing about failures,
    /// or if traffic, failure rate or price are unknown.
    static Optional<ToleratedHarmCost> of(RolloutPageData data, TrafficSummary traffic) {
        FailureCost cost = data.related().failureCost();
        Double callsPerSecond = traffic.callsPerSecond();
        ProportionEstimate control = data.controlErrors();
        if (cost == null || callsPerSecond == null || control.total() == 0) {
            return Optional.empty();
        }
        RolloutPlan plan = data.rollout().plan();
        return data.findLastDecision(RolloutDecisionKind.ADVANCE)
                .filter(advance -> provesFailureMargin(advance, plan))
                .map(advance -> plan.guardrails().errors().marginFor(plan.nextExposure(advance.fromStep())))
                .map(margin -> new ToleratedHarmCost(margin, control.share(), callsPerSecond, cost))
                .filter(shown -> shown.costPerHour() > 0 && Double.isFinite(shown.costPerHour()));
    }

    private static boolean provesFailureMargin(RolloutDecision advance, RolloutPlan plan) {
        return plan.requiresFailureProof(advance.fromStep())
                && advance.reason().contains(plan.guardrails().errors().name() + ": shown ");
    }

    /// Returns the excess cost per hour compared with control.
    double costPerHour() {
        double more = (margin.factor() - 1) * failureRate + margin.extra();
        return more * callsPerSecond * SECONDS_OF_AN_HOUR * price.amount();
    }

    /// Returns the cost in a sentence.
    ///
    /// @param control name of the control variant
    String format(String control) {
        return "At full exposure, " + formatMargin() + " is less than about "
                + DisplayFormatter.formatMoney(costPerHour(), price.currency()) + " an hour more than with " + control
                + ", at "
                + QuantityFormatter.formatNumber(callsPerSecond) + "\u00a0calls/s.";
    }

    private String formatMargin() {
        String extra = QuantityFormatter.formatPercent(margin.extra()) + " of all calls";
        if (margin.factor() == 1) {
            return "less than " + extra + " failing in addition";
        }
        return "less than " + QuantityFormatter.formatNumber(margin.factor()) + " times as many failed calls"
                + (margin.extra() == 0 ? "" : " plus " + extra);
    }
}
