// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.telemetry.LatencySketch;
import dev.evenkeel.core.telemetry.MetricName;
import dev.evenkeel.core.telemetry.MetricScore;
import dev.evenkeel.engine.rollout.plan.EventCeiling;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.MetricGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ZeroTolerance;
import dev.evenkeel.engine.stats.QuantileInterval;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.console.kit.Proportion;
import dev.evenkeel.server.rollouts.evidence.MetricCounts;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What one variant did since the start, as one number with its 95 % interval.
///
/// @param number the share, or milliseconds; for comparing
/// @param value the number with its unit
/// @param interval the interval with its unit
public record Measured(double number, String value, String interval) {
    private static final double LEVEL = 0.95;
    private static final double MICROS_PER_MILLI = 1_000;

    /// The number that a check looks at; null when it looks at no single one, or there were no calls.
    static @Nullable Measured of(String check, RolloutPlan plan, VariantCounts counts) {
        if (check.equals("shadow")) {
            return part(counts, MetricName.SHADOW_DIFFERING, MetricName.SHADOW_COMPARED);
        }
        if (check.equals("settled")) {
            return part(counts, MetricName.SETTLEMENT_SETTLED, MetricName.SETTLEMENT_OPENED);
        }
        if (counts.calls() == 0) {
            return null;
        }
        if (check.equals("errors")) {
            return of(new Proportion(counts.failures(), counts.calls()));
        }
        Optional<MetricGuardrail> metric = plan.guardrails().metrics().stream()
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

    /* What is told twice or half is not to stop the page. */
    private static @Nullable Measured part(VariantCounts counts, String part, String whole) {
        long all = events(counts, whole);
        return all == 0 ? null : of(new Proportion(Math.min(all, events(counts, part)), all));
    }

    private static long events(VariantCounts counts, String metric) {
        return counts.metrics().getOrDefault(metric, MetricCounts.NONE).events();
    }

    private static @Nullable Measured of(MetricGuardrail guardrail, VariantCounts counts) {
        MetricCounts metric = counts.metrics().getOrDefault(guardrail.metric(), MetricCounts.NONE);
        return switch (guardrail) {
            case ZeroTolerance ignored -> of(new Proportion(metric.events(), counts.calls()));
            case EventCeiling ignored -> of(new Proportion(metric.units(), counts.calls()));
            case SliceGuardrail ignored -> of(new Proportion(metric.units(), counts.calls()));
            case EventGuardrail ignored -> of(new Proportion(metric.units(), counts.calls()));
            case ValueGuardrail ignored -> metric.scored() == 0 ? null : mean(metric);
        };
    }

    private static Measured mean(MetricCounts metric) {
        double mean = MetricScore.mean(metric.score(), metric.scored());
        return new Measured(mean, Numbers.share(mean), "of its range, in " + metric.scored() + " first calls");
    }

    private static Measured of(Proportion errors) {
        return new Measured(errors.share(), Numbers.share(errors.share()), Numbers.shares(errors.low(), errors.high()));
    }

    private static Measured of(LatencySketch latency, double quantile) {
        QuantileInterval interval = QuantileInterval.of(latency, quantile, LEVEL);
        double low = interval.lowMicros() / MICROS_PER_MILLI;
        double millis = interval.estimateMicros() / MICROS_PER_MILLI;
        OptionalLong high = interval.highMicros();
        return new Measured(
                millis,
                Numbers.millis(millis),
                high.isPresent()
                        ? Numbers.millis(low, high.getAsLong() / MICROS_PER_MILLI)
                        : "from " + Numbers.millis(low));
    }
}
