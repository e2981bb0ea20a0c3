// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Formatter of a latency quantile of control and candidate side by side, with 95% intervals.
final class LatencyComparisonFormatter {
    private LatencyComparisonFormatter() {}

    /// @param quantile `p50`, `p95` or `p99`
    static String describe(JsonNode rollout, String quantile) {
        JsonNode control = rollout.path("latency").path("control").path(quantile);
        JsonNode candidate = rollout.path("latency").path("candidate").path(quantile);
        return String.format(
                Locale.ROOT,
                "control %s, candidate %s: %+.0f%%",
                withInterval(control),
                withInterval(candidate),
                100
                        * (candidate.path("value").asDouble()
                                        / control.path("value").asDouble()
                                - 1));
    }

    private static String withInterval(JsonNode quantile) {
        return String.format(
                Locale.ROOT,
                "%.2f ms (%.2f to %.2f)",
                quantile.path("value").asDouble(),
                quantile.path("low").asDouble(),
                quantile.path("high").asDouble());
    }
}
