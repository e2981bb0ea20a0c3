// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.telemetry.MetricScoreScale;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.plan.CustomMetricGuardrail;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import dev.evenkeel.engine.stats.LatencyQuantileInterval;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantMetricCounts;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Estimate of one metric of a variant since the start, with its 95% interval.
///
/// @param number share, or milliseconds; for comparison
/// @param value number with its unit
/// @param interval interval with its unit
public record VariantMetricEstimate(double number, String value, String interval) {
    private static final double LEVEL = 0.95;
    private static final double MICROS_PER_MILLI = 1_000;

    /// Returns the value that a check evaluates; null if the check uses no single value or there were no calls.
    static @Nullable VariantMetricEstimate of(String check, RolloutPlan plan, VariantCounts counts) {
        if (check.equals("shadow")) {
            return shareOf(counts, MetricNames.SHADOW_DIFFERING, MetricNames.SHADOW_COMPARED);
        }
        if (check.equals("settled")) {
            return shareOf(counts, MetricNames.SETTLEMENT_SETTLED, MetricNames.SETTLEMENT_OPENED);
        }
        if (counts.calls() == 0) {
            return null;
        }
        if (check.equals("errors")) {
            return of(new ProportionEstimate(counts.failures(), counts.calls()));
        }
        Optional<CustomMetricGuardrail> metric = plan.guardrails().metrics().stream()
                .filter(guardrail -> guardrail.name().equals(check))
                .findFirst();
        if (metric.isPresent()) {
            return of(metric.get(), counts);
        }
        return plan.guardrails().latency().stream()
                .filter(guardrail -> guardrail.name().equals(check))
                .findFirst()
                .map(guardrail -> of(counts.latency(), guardrail.quantile()))
                .orElse(null);
    }

    /* Duplicate or partial reports must not fail the page, so the part is limited to the whole. */
    private static @Nullable VariantMetricEstimate shareOf(VariantCounts counts, String part, String whole) {
        long all = countEvents(counts, whole);
        return all == 0 ? null : of(new ProportionEstimate(Math.min(all, countEvents(counts, part)), all));
    }

    private static long countEvents(VariantCounts counts, String metric) {
        return counts.metrics().getOrDefault(metric, VariantMetricCounts.NONE).events();
    }

    private static @Nullable VariantMetricEstimate of(CustomMetricGuardrail guardrail, VariantCounts counts) {
        VariantMetricCounts metric = counts.metrics().getOrDefault(guardrail.metric(), VariantMetricCounts.NONE);
        return switch (guardrail) {
            case ZeroToleranceGuardrail ignored -> of(new ProportionEstimate(metric.events(), counts.calls()));
            case EventCeilingGuardrail ignored -> of(new ProportionEstimate(metric.units(), counts.calls()));
            case SliceGuardrail ignored -> of(new ProportionEstimate(metric.units(), counts.calls()));
            case EventGuardrail ignored -> of(new ProportionEstimate(metric.units(), counts.calls()));
            case ValueGuardrail ignored -> metric.scored() == 0 ? null : meanOf(metric);
        };
    }

    private static VariantMetricEstimate meanOf(VariantMetricCounts metric) {
        double mean = MetricScoreScale.mean(metric.score(), metric.scored());
        return new VariantMetricEstimate(
                mean, QuantityFormatter.formatPercent(mean), "of its range, in " + metric.scored() + " first calls");
    }

    private static VariantMetricEstimate of(ProportionEstimate errors) {
        return new VariantMetricEstimate(
                errors.share(),
                QuantityFormatter.formatPercent(errors.share()),
                DisplayFormatter.formatShareInterval(errors.low(), errors.high()));
    }

    private static VariantMetricEstimate of(LatencyHistogram latency, double quantile) {
        LatencyQuantileInterval interval = LatencyQuantileInterval.of(latency, quantile, LEVEL);
        double low = interval.lowMicros() / MICROS_PER_MILLI;
        double millis = interval.estimateMicros() / MICROS_PER_MILLI;
        OptionalLong high = interval.highMicros();
        return new VariantMetricEstimate(
                millis,
                DisplayFormatter.formatMillis(millis),
                high.isPresent()
                        ? DisplayFormatter.formatMillis(low, high.getAsLong() / MICROS_PER_MILLI)
                        : "from " + DisplayFormatter.formatMillis(low));
    }
}
