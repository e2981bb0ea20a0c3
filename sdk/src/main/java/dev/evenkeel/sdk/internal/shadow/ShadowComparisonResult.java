// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.core.telemetry.MetricNames;
import java.util.List;

/// How the second answer of a call was, beside the first.
enum ShadowComparisonResult {
    /// Alike.
    SAME,
    /// Otherwise.
    DIFFERENT,
    /// There was none: an exception, a result that counts as failed, or none in time.
    FAILED,
    /// Nobody knows: the comparison itself threw.
    INCOMPARABLE,
    /// It was never asked for: too many calls wait for theirs, or second answers pause.
    DROPPED;

    /// Whether the answers are known to differ.
    boolean differs() {
        return this == DIFFERENT || this == FAILED;
    }

    /// The metrics that count it.
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
