// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.RolloutApi.LatencyQuantilesResponse;
import dev.evenkeel.api.RolloutApi.PerVariant;
import dev.evenkeel.api.RolloutApi.QuantileEstimate;
import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.Locale;
import java.util.Objects;

/// Formatter of a latency quantile of control and candidate side by side, with 95% intervals.
final class LatencyComparisonFormatter {
    private LatencyComparisonFormatter() {}

    /// @param quantile `p50`, `p95` or `p99`
    static String describe(RolloutDetailResponse rollout, String quantile) {
        PerVariant<LatencyQuantilesResponse> latency = rollout.summary().latency();
        QuantileEstimate control = find(latency.control(), quantile);
        QuantileEstimate candidate = find(latency.candidate(), quantile);
        return String.format(
                Locale.ROOT,
                "control %s, candidate %s: %+.0f%%",
                withInterval(control),
                withInterval(candidate),
                100 * (candidate.value() / control.value() - 1));
    }

    private static QuantileEstimate find(LatencyQuantilesResponse latency, String quantile) {
        return Objects.requireNonNull(
                switch (quantile) {
                    case "p50" -> latency.p50();
                    case "p95" -> latency.p95();
                    default -> latency.p99();
                },
                "no calls");
    }

    private static String withInterval(QuantileEstimate quantile) {
        return QuantityFormatter.formatMillis(quantile.value()) + " ("
                + QuantityFormatter.formatNumber(quantile.low())
                + (quantile.high() == null ? " or more" : " to " + QuantityFormatter.formatNumber(quantile.high()))
                + ")";
    }
}
