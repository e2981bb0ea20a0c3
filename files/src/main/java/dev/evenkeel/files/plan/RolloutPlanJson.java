// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.engine.rollout.plan.CustomMetricGuardrail;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LatencyRankGuardrail;
import dev.evenkeel.engine.rollout.plan.LocalBreakerPolicy;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import dev.evenkeel.engine.rollout.plan.SettledShareGuardrail;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import dev.evenkeel.engine.rollout.plan.SharedIncidentPolicy;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail.HarmDirection;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JSON representation of a plan. Exposures are in percent.
public record RolloutPlanJson(
        String name,
        List<Step> steps,
        double alpha,
        double advanceAlpha,
        Duration warmUp,
        Duration restartEvery,
        Guardrails guardrails,
        long seedSamples,
        MissingEvidenceJson blindness,
        Duration tickMaxAge,
        @Nullable Incident incident,
        RolloutTimeLimits limits,
        List<String> approvers,
        @Nullable Breaker breaker,
        @Nullable NoReturnJson pointOfNoReturn) {

    public record Step(BigDecimal exposure, Duration dwell, boolean approval, BigDecimal shadow) {}

    public record Guardrails(
            Errors errors,
            List<Latency> latency,
            @Nullable LatencyRankGuardrail rank,
            List<Metric> metrics,
            List<CounterSource> sources,
            @Nullable Shadow shadow,
            @Nullable SettlementJson settled,
            @Nullable ReconciliationGuardrail reconciliation) {}

    /// The settlement guardrail; the share is in percent.
    public record SettlementJson(BigDecimal share, Duration window) {
        static @Nullable SettlementJson of(@Nullable SettledShareGuardrail guardrail) {
            return guardrail == null ? null : new SettlementJson(toPercent(guardrail.share()), guardrail.window());
        }
    }

    /// The shadow guardrail; tolerated and noise are in percent.
    public record Shadow(BigDecimal tolerated, BigDecimal noise, GuardrailAction action) {
        static @Nullable Shadow of(@Nullable ShadowGuardrail guardrail) {
            return guardrail == null
                    ? null
                    : new Shadow(toPercent(guardrail.tolerated()), toPercent(guardrail.noise()), guardrail.action());
        }
    }

    /// The local circuit breaker; the ceiling is in percent.
    public record Breaker(long instances, BigDecimal ceiling) {
        static @Nullable Breaker of(@Nullable LocalBreakerPolicy breaker) {
            return breaker == null ? null : new Breaker(breaker.instances(), toPercent(breaker.ceiling()));
        }
    }

    /// The point of no return; the exposure from which rollbacks are disabled is in percent.
    public record NoReturnJson(BigDecimal from, String instead) {
        static @Nullable NoReturnJson of(@Nullable PointOfNoReturn point) {
            return point == null ? null : new NoReturnJson(toPercent(point.from()), point.instead());
        }
    }

    /// A guardrail on a custom metric; fields that its type lacks are null.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metric(
            @Nullable String metric,
            @Nullable String slice,
            MetricGuardrailType kind,
            @Nullable Double weight,
            @Nullable Double limit,
            @Nullable Double rollbackRatio,
            @Nullable HarmDirection worse,
            GuardrailAction action) {
        static Metric of(CustomMetricGuardrail guardrail) {
            MetricGuardrailType type = MetricGuardrailType.of(guardrail);
            GuardrailAction action = guardrail.action();
            String metric = guardrail.metric();
            return switch (guardrail) {
                case ZeroToleranceGuardrail ignored -> new Metric(metric, null, type, null, null, null, null, action);
                case EventCeilingGuardrail ceiling ->
                    new Metric(metric, null, type, null, ceiling.limit(), null, null, action);
                case EventGuardrail events ->
                    new Metric(metric, null, type, events.weight(), null, events.rollbackRatio(), null, action);
                case SliceGuardrail slice ->
                    new Metric(null, slice.slice(), type, slice.weight(), null, slice.rollbackRatio(), null, action);
                case ValueGuardrail value ->
                    new Metric(metric, null, type, value.weight(), null, value.rollbackRatio(), value.worse(), action);
            };
        }
    }

    public record Errors(
            double weight,
            double rollbackRatio,
            double toleratedRise,
            BigDecimal toleratedExtra,
            BigDecimal advanceFrom,
            GuardrailAction action) {}

    public record Latency(
            double quantile,
            double weight,
            double rollbackRatio,
            double advanceRatio,
            BigDecimal advanceFrom,
            GuardrailAction action) {}

    public record MissingEvidenceJson(
            Duration noDataAfter,
            Duration rollBackAfter,
            BigDecimal rollBackFrom,
            Duration silentAfter,
            BigDecimal silentShare) {}

    /// The policy for shared incidents; the failure rate that counts as an incident is in percent.
    public record Incident(BigDecimal failureRate, Duration stepBackAfter) {}

    /// Converts a plan.
    public static RolloutPlanJson of(RolloutPlan plan) {
        return new RolloutPlanJson(
                plan.name(),
                plan.steps().stream()
                        .map(step -> new Step(
                                toPercent(step.exposure()), step.dwell(), step.approval(), toPercent(step.shadow())))
                        .toList(),
                plan.alpha(),
                plan.advanceAlpha(),
                plan.warmUp(),
                plan.restartEvery(),
                toGuardrails(plan.guardrails()),
                plan.seedSamples(),
                new MissingEvidenceJson(
                        plan.missingData().noDataAfter(),
                        plan.missingData().rollBackAfter(),
                        toPercent(plan.missingData().rollBackFrom()),
                        plan.missingData().silentAfter(),
                        toPercent(plan.missingData().silentShare())),
                plan.tickMaxAge(),
                toIncident(plan.sharedIncident()),
                plan.limits(),
                plan.approvers(),
                Breaker.of(plan.breaker()),
                NoReturnJson.of(plan.pointOfNoReturn()));
    }

    private static @Nullable Incident toIncident(@Nullable SharedIncidentPolicy incident) {
        return incident == null ? null : new Incident(toPercent(incident.failureRate()), incident.stepBackAfter());
    }

    /// Converts a share to percent, in the shortest form.
    public static BigDecimal toPercent(Percent share) {
        BigDecimal shortest = BigDecimal.valueOf(share.basisPoints(), 2).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static Guardrails toGuardrails(dev.evenkeel.engine.rollout.plan.Guardrails guardrails) {
        var errors = guardrails.errors();
        return new Guardrails(
                new Errors(
                        errors.weight(),
                        errors.rollbackRatio(),
                        errors.toleratedRise(),
                        toPercent(errors.toleratedExtra()),
                        toPercent(errors.advanceFrom()),
                        errors.action()),
                guardrails.latency().stream()
                        .map(one -> new Latency(
                                one.quantile(),
                                one.weight(),
                                one.rollbackRatio(),
                                one.advanceRatio(),
                                toPercent(one.advanceFrom()),
                                one.action()))
                        .toList(),
                guardrails.rank(),
                guardrails.metrics().stream().map(Metric::of).toList(),
                guardrails.sources(),
                Shadow.of(guardrails.shadow()),
                SettlementJson.of(guardrails.settlement()),
                guardrails.reconciliation());
    }
}
