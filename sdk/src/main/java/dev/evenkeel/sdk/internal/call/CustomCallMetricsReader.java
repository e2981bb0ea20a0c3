// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.outcome.MetricReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reader of a guarded change's metrics and slices. If a function of the host throws, the reading is
/// missing and counted as dropped.
///
/// @param metrics read from every result
/// @param slices evaluated for every failure
public record CustomCallMetricsReader<A extends @Nullable Object, R extends @Nullable Object>(
        List<CustomCallMetric<A, R>> metrics, List<TrafficSlice<A>> slices) {
    /// Returns a reader without metrics and slices.
    public static <A extends @Nullable Object, R extends @Nullable Object> CustomCallMetricsReader<A, R> none() {
        return new CustomCallMetricsReader<>(List.of(), List.of());
    }

    /// Reads a call that returned a result. Allocates nothing without metrics and slices.
    ///
    /// @param failed whether it failed, so that its slices count
    List<MetricReading> readResult(
            EvaluationContext context, A argument, R result, boolean failed, DropCounters drops) {
        if (metrics.isEmpty() && (slices.isEmpty() || !failed)) {
            return List.of();
        }
        List<MetricReading> readings = new ArrayList<>();
        for (CustomCallMetric<A, R> metric : metrics) {
            int value = read(metric, argument, result, drops);
            if (value != CustomCallMetric.NO_VALUE && (value > 0 || !metric.event())) {
                readings.add(new MetricReading(metric.name(), metric.event(), value));
            }
        }
        if (failed) {
            readings.addAll(readFailure(context, argument, drops));
        }
        return readings;
    }

    /// Reads a call that threw: the slices that contain it.
    List<MetricReading> readFailure(EvaluationContext context, A argument, DropCounters drops) {
        return slices.stream()
                .filter(slice -> contains(slice, context, argument, drops))
                .map(slice -> new MetricReading(slice.metric(), true, 1))
                .toList();
    }

    private int read(CustomCallMetric<A, R> metric, A argument, R result, DropCounters drops) {
        try {
            return metric.reader().read(argument, result);
        } catch (Throwable hostsMistake) {
            drops.add(DropCause.METRIC_FAILED, 1);
            return CustomCallMetric.NO_VALUE;
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
