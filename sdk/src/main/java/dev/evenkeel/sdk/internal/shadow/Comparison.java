// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.shadow;

import dev.evenkeel.core.telemetry.MetricName;
import java.util.List;

/// How the second answer of a call was, beside the first.
enum Comparison {
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
            case SAME -> List.of(MetricName.SHADOW_COMPARED);
            case DIFFERENT -> List.of(MetricName.SHADOW_COMPARED, MetricName.SHADOW_DIFFERING);
            case FAILED -> List.of(MetricName.SHADOW_COMPARED, MetricName.SHADOW_DIFFERING, MetricName.SHADOW_FAILED);
            case INCOMPARABLE -> List.of(MetricName.SHADOW_INCOMPARABLE);
            case DROPPED -> List.of(MetricName.SHADOW_DROPPED);
        };
    }
}
