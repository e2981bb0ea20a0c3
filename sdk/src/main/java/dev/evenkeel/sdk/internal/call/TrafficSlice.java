// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.telemetry.MetricNames;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// A part of the traffic whose failures are counted apart too.
///
/// @param metric the metric under which they are told
/// @param contains whether a call is in it
record TrafficSlice<A extends @Nullable Object>(
        String metric, BiPredicate<? super EvaluationContext, ? super A> contains) {
    /// Most slices of a guarded change.
    static final int MOST = 20;

    static <A extends @Nullable Object> TrafficSlice<A> named(
            String name, BiPredicate<? super EvaluationContext, ? super A> contains) {
        return new TrafficSlice<>(MetricNames.failedIn(CallMetric.checked(name)), contains);
    }
}
