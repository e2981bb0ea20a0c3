// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.CounterSource;
import dev.evenkeel.engine.rollout.plan.EventCeiling;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.LocalBreaker;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.RankGuardrail;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SettlementGuardrail;
import dev.evenkeel.engine.rollout.plan.ShadowGuardrail;
import dev.evenkeel.engine.rollout.plan.SharedIncident;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.TimeLimits;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail.Worse;
import dev.evenkeel.engine.rollout.plan.ZeroTolerance;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan as it is written in JSON. Exposures are in percent.
public record PlanJson(
        String name,
        List<Step> steps,
        double alpha,
        double advanceAlpha,
        Duration warmUp,
        Duration restartEvery,
        Guardrails guardrails,
        long seedSamples,
        Blindness blindness,
        Duration tickMaxAge,
        @Nullable Incident incident,
        TimeLimits limits,
        List<String> approvers,
        @Nullable Breaker breaker,
        @Nullable NoReturn pointOfNoReturn) {

    public record Step(BigDecimal exposure, Duration dwell, boolean approval, BigDecimal shadow) {}

    public record Guardrails(
            Errors errors,
            List<Latency> latency,
            @Nullable RankGuardrail rank,
            List<Metric> metrics,
            List<CounterSource> sources,
            @Nullable Shadow shadow,
            @Nullable Settled settled,
            @Nullable ReconciliationGuardrail reconciliation) {}

    /// The share is in percent.
    public record Settled(BigDecimal share, Duration window) {
        static @Nullable Settled of(@Nullable SettlementGuardrail guardrail) {
            return guardrail == null ? null : new Settled(percent(guardrail.share()), guardrail.window());
        }
    }

    /// Tolerated and noise are in percent.
    public record Shadow(BigDecimal tolerated, BigDecimal noise, GuardrailAction action) {
        static @Nullable Shadow of(@Nullable ShadowGuardrail guardrail) {
            return guardrail == null
                    ? null
                    : new Shadow(percent(guardrail.tolerated()), percent(guardrail.noise()), guardrail.action());
        }
    }

    /// The ceiling is in percent.
    public record Breaker(long instances, BigDecimal ceiling) {
        static @Nullable Breaker of(@Nullable LocalBreaker breaker) {
            return breaker == null ? null : new Breaker(breaker.instances(), percent(breaker.ceiling()));
        }
    }

    /// The exposure from which nobody is put back is in percent.
    public record NoReturn(BigDecimal from, String instead) {
        static @Nullable NoReturn of(@Nullable PointOfNoReturn point) {
            return point == null ? null : new NoReturn(percent(point.from()), point.instead());
        }
    }

    /// What is null is no field of that kind.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Metric(
            @Nullable String metric,
            @Nullable String slice,
            MetricKind kind,
            @Nullable Double weight,
            @Nullable Double limit,
            @Nullable Double rollbackRatio,
            @Nullable Worse worse,
            GuardrailAction action) {
        static Metric of(MetricGuardrail guardrail) {
            MetricKind kind = MetricKind.of(guardrail);
            GuardrailAction action = guardrail.action();
            String metric = guardrail.metric();
            return switch (guardrail) {
                case ZeroTolerance ignored -> new Metric(metric, null, kind, null, null, null, null, action);
                case EventCeiling ceiling -> new Metric(metric, null, kind, null, ceiling.limit(), null, null, action);
                case EventGuardrail events ->
                    new Metric(metric, null, kind, events.weight(), null, events.rollbackRatio(), null, action);
                case SliceGuardrail slice ->
                    new Metric(null, slice.slice(), kind, slice.weight(), null, slice.rollbackRatio(), null, action);
                case ValueGuardrail value ->
                    new Metric(metric, null, kind, value.weight(), null, value.rollbackRatio(), value.worse(), action);
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

    public record Blindness(
            Duration noDataAfter,
            Duration rollBackAfter,
            BigDecimal rollBackFrom,
            Duration silentAfter,
            BigDecimal silentShare) {}

    /// A rate of failures, in percent, that is an incident.
    public record Incident(BigDecimal failureRate, Duration stepBackAfter) {}

    /// The plan in this form.
    public static PlanJson of(RolloutPlan plan) {
        return new PlanJson(
                plan.name(),
                plan.steps().stream()
                        .map(step -> new Step(
                                percent(step.exposure()), step.dwell(), step.approval(), percent(step.shadow())))
                        .toList(),
                plan.alpha(),
                plan.advanceAlpha(),
                plan.warmUp(),
                plan.restartEvery(),
                guardrails(plan.guardrails()),
                plan.seedSamples(),
                new Blindness(
                        plan.blindness().noDataAfter(),
                        plan.blindness().rollBackAfter(),
                        percent(plan.blindness().rollBackFrom()),
                        plan.blindness().silentAfter(),
                        percent(plan.blindness().silentShare())),
                plan.tickMaxAge(),
                incident(plan.incident()),
                plan.limits(),
                plan.approvers(),
                Breaker.of(plan.breaker()),
                NoReturn.of(plan.pointOfNoReturn()));
    }

    private static @Nullable Incident incident(@Nullable SharedIncident incident) {
        return incident == null ? null : new Incident(percent(incident.failureRate()), incident.stepBackAfter());
    }

    /// A share in percent, in the shortest form.
    public static BigDecimal percent(Percent share) {
        BigDecimal shortest = BigDecimal.valueOf(share.basisPoints(), 2).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static Guardrails guardrails(dev.evenkeel.engine.rollout.plan.Guardrails guardrails) {
        var errors = guardrails.errors();
        return new Guardrails(
                new Errors(
                        errors.weight(),
                        errors.rollbackRatio(),
                        errors.toleratedRise(),
                        percent(errors.toleratedExtra()),
                        percent(errors.advanceFrom()),
                        errors.action()),
                guardrails.latency().stream()
                        .map(one -> new Latency(
                                one.quantile(),
                                one.weight(),
                                one.rollbackRatio(),
                                one.advanceRatio(),
                                percent(one.advanceFrom()),
                                one.action()))
                        .toList(),
                guardrails.rank(),
                guardrails.metrics().stream().map(Metric::of).toList(),
                guardrails.sources(),
                Shadow.of(guardrails.shadow()),
                Settled.of(guardrails.settled()),
                guardrails.reconciliation());
    }
}
