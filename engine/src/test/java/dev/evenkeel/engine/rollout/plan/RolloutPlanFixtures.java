// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies of plans with one changed part.
public final class RolloutPlanFixtures {
    private RolloutPlanFixtures() {}

    public static RolloutPlan with(RolloutPlan plan, Guardrails guardrails) {
        return of(plan, plan.steps(), guardrails, plan.limits(), plan.approvers());
    }

    static RolloutPlan with(RolloutPlan plan, List<RolloutStep> steps) {
        return of(plan, steps, plan.guardrails(), plan.limits(), plan.approvers());
    }

    static RolloutPlan with(RolloutPlan plan, List<RolloutStep> steps, Guardrails guardrails) {
        return of(plan, steps, guardrails, plan.limits(), plan.approvers());
    }

    public static RolloutPlan with(RolloutPlan plan, RolloutTimeLimits limits) {
        return of(plan, plan.steps(), plan.guardrails(), limits, plan.approvers());
    }

    public static RolloutPlan with(RolloutPlan plan, LocalBreakerPolicy breaker) {
        return with(plan, plan.missingData(), breaker, plan.pointOfNoReturn());
    }

    public static RolloutPlan with(RolloutPlan plan, PointOfNoReturn point) {
        return with(plan, plan.missingData(), plan.breaker(), point);
    }

    public static RolloutPlan with(RolloutPlan plan, MissingDataLimits missingData) {
        return with(plan, missingData, plan.breaker(), plan.pointOfNoReturn());
    }

    private static RolloutPlan with(
            RolloutPlan plan,
            MissingDataLimits missingData,
            @Nullable LocalBreakerPolicy breaker,
            @Nullable PointOfNoReturn point) {
        return new RolloutPlan(
                plan.name(),
                plan.steps(),
                plan.alpha(),
                plan.advanceAlpha(),
                plan.warmUp(),
                plan.restartEvery(),
                plan.guardrails(),
                plan.seedSamples(),
                missingData,
                plan.tickMaxAge(),
                plan.sharedIncident(),
                plan.limits(),
                plan.approvers(),
                breaker,
                point);
    }

    /// Sets the action of all guardrails.
    static RolloutPlan with(RolloutPlan plan, GuardrailAction action) {
        ErrorGuardrail errors = plan.guardrails().errors();
        return with(
                plan,
                new Guardrails(
                        new ErrorGuardrail(
                                errors.weight(),
                                errors.rollbackRatio(),
                                errors.toleratedRise(),
                                errors.toleratedExtra(),
                                errors.advanceFrom(),
                                action),
                        plan.guardrails().latency().stream()
                                .map(one -> new LatencyGuardrail(
                                        one.quantile(),
                                        one.weight(),
                                        one.rollbackRatio(),
                                        one.advanceRatio(),
                                        one.advanceFrom(),
                                        action))
                                .toList(),
                        new LatencyRankGuardrail(0.1, 1, action)));
    }

    private static RolloutPlan of(
            RolloutPlan plan,
            List<RolloutStep> steps,
            Guardrails guardrails,
            RolloutTimeLimits limits,
            List<String> approvers) {
        return new RolloutPlan(
                plan.name(),
                steps,
                plan.alpha(),
                plan.advanceAlpha(),
                plan.warmUp(),
                plan.restartEvery(),
                guardrails,
                plan.seedSamples(),
                plan.missingData(),
                plan.tickMaxAge(),
                plan.sharedIncident(),
                limits,
                approvers,
                plan.breaker(),
                plan.pointOfNoReturn());
    }
}
