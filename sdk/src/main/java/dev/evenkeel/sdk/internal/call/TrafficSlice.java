// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.telemetry.MetricNames;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// A part of the traffic whose failures are also counted separately.
///
/// @param metric metric of these failures
/// @param contains whether a call is in it
record TrafficSlice<A extends @Nullable Object>(
        String metric, BiPredicate<? super EvaluationContext, ? super A> contains) {
    /// Maximum number of slices of a guarded change.
    static final int MAX_SLICES = 20;

    static <A extends @Nullable Object> TrafficSlice<A> of(
            String name, BiPredicate<? super EvaluationContext, ? super A> contains) {
        return new TrafficSlice<>(MetricNames.sliceFailures(CustomCallMetric.requireValidName(name)), contains);
    }
}
