// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.outcome.MetricReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a guarded change's metrics and slices about calls. A function of the host that throws has told
/// nothing, and is counted.
///
/// @param metrics asked of every result
/// @param slices asked of every failure
public record CallMetricsReader<A extends @Nullable Object, R extends @Nullable Object>(
        List<CallMetric<A, R>> metrics, List<TrafficSlice<A>> slices) {
    /// Nothing to ask.
    public static <A extends @Nullable Object, R extends @Nullable Object> CallMetricsReader<A, R> none() {
        return new CallMetricsReader<>(List.of(), List.of());
    }

    /// Of a call that gave a result. Allocates nothing when there is nothing to ask.
    ///
    /// @param failed whether it failed, so that its slices count
    List<MetricReading> of(EvaluationContext context, A argument, R result, boolean failed, DropCounters drops) {
        if (metrics.isEmpty() && (slices.isEmpty() || !failed)) {
            return List.of();
        }
        List<MetricReading> readings = new ArrayList<>();
        for (CallMetric<A, R> metric : metrics) {
            int value = read(metric, argument, result, drops);
            if (value != CallMetric.NO_VALUE && (value > 0 || !metric.event())) {
                readings.add(new MetricReading(metric.name(), metric.event(), value));
            }
        }
        if (failed) {
            readings.addAll(ofFailure(context, argument, drops));
        }
        return readings;
    }

    /// Of a call that gave none: the slices that it is in.
    List<MetricReading> ofFailure(EvaluationContext context, A argument, DropCounters drops) {
        return slices.stream()
                .filter(slice -> contains(slice, context, argument, drops))
                .map(slice -> new MetricReading(slice.metric(), true, 1))
                .toList();
    }

    private int read(CallMetric<A, R> metric, A argument, R result, DropCounters drops) {
        try {
            return metric.reader().read(argument, result);
        } catch (Throwable hostsMistake) {
            drops.add(DropCause.METRIC_FAILED, 1);
            return CallMetric.NO_VALUE;
        }
    }

    private boolean contains(TrafficSlice<A> slice, EvaluationContext context, A argument, DropCounters drops) {
        try {
            return slice.contains().test(context, argument);
        } catch (Throwable hostsMistake) {
            drops.add(DropCause.METRIC_FAILED, 1);
            return false;
        }
    }
}
