// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.internal.diagnostics.Drops;
import dev.evenkeel.sdk.internal.outcome.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks a guarded change's metrics and slices about calls. A function of the host that throws has told
/// nothing, and is counted.
///
/// @param metrics asked of every result
/// @param slices asked of every failure
public record Readings<A extends @Nullable Object, R extends @Nullable Object>(
        List<Metric<A, R>> metrics, List<Slice<A>> slices) {
    /// Nothing to ask.
    public static <A extends @Nullable Object, R extends @Nullable Object> Readings<A, R> none() {
        return new Readings<>(List.of(), List.of());
    }

    /// Of a call that gave a result. Allocates nothing when there is nothing to ask.
    ///
    /// @param failed whether it failed, so that its slices count
    List<Reading> of(EvaluationContext context, A argument, R result, boolean failed, Drops drops) {
        if (metrics.isEmpty() && (slices.isEmpty() || !failed)) {
            return List.of();
        }
        List<Reading> readings = new ArrayList<>();
        for (Metric<A, R> metric : metrics) {
            int value = read(metric, argument, result, drops);
            if (value != Metric.NO_VALUE && (value > 0 || !metric.event())) {
                readings.add(new Reading(metric.name(), metric.event(), value));
            }
        }
        if (failed) {
            readings.addAll(ofFailure(context, argument, drops));
        }
        return readings;
    }

    /// Of a call that gave none: the slices that it is in.
    List<Reading> ofFailure(EvaluationContext context, A argument, Drops drops) {
        return slices.stream()
                .filter(slice -> contains(slice, context, argument, drops))
                .map(slice -> new Reading(slice.metric(), true, 1))
                .toList();
    }

    private int read(Metric<A, R> metric, A argument, R result, Drops drops) {
        try {
            return metric.reader().read(argument, result);
        } catch (Throwable hostsMistake) {
            drops.add(DropCause.METRIC_FAILED, 1);
            return Metric.NO_VALUE;
        }
    }

    private boolean contains(Slice<A> slice, EvaluationContext context, A argument, Drops drops) {
        try {
            return slice.contains().test(context, argument);
        } catch (Throwable hostsMistake) {
            drops.add(DropCause.METRIC_FAILED, 1);
            return false;
        }
    }
}
