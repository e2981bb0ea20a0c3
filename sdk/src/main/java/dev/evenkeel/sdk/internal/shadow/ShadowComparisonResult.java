// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.core.telemetry.MetricNames;
import java.util.List;

/// The result of comparing a shadow call with the first call.
enum ShadowComparisonResult {
    /// Equal results.
    SAME,
    /// Different results.
    DIFFERENT,
    /// No shadow result: an exception, a result that counts as failed, or a timeout.
    FAILED,
    /// Unknown, because the comparison itself threw.
    INCOMPARABLE,
    /// Not run: the queue is full, or shadow traffic is paused.
    DROPPED;

    /// Whether the results are known to differ.
    boolean differs() {
        return this == DIFFERENT || this == FAILED;
    }

    /// Returns the metrics that count it.
    List<String> metrics() {
        return switch (this) {
            case SAME -> List.of(MetricNames.SHADOW_COMPARED);
            case DIFFERENT -> List.of(MetricNames.SHADOW_COMPARED, MetricNames.SHADOW_DIFFERING);
            case FAILED ->
                List.of(MetricNames.SHADOW_COMPARED, MetricNames.SHADOW_DIFFERING, MetricNames.SHADOW_FAILED);
            case INCOMPARABLE -> List.of(MetricNames.SHADOW_INCOMPARABLE);
            case DROPPED -> List.of(MetricNames.SHADOW_DROPPED);
        };
    }
}
