// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.history.MetricCountsResponse;
import java.util.Map;

/// The counts of one variant in responses of the HTTP API.
record VariantCountsResponse(
        long calls,
        long failures,
        long failedUnits,
        long trials,
        long failedTrials,
        Map<String, MetricCountsResponse> metrics) {
    static VariantCountsResponse of(VariantCounts counts) {
        return new VariantCountsResponse(
                counts.calls(),
                counts.failures(),
                counts.failedUnits(),
                counts.trials(),
                counts.failedTrials(),
                MetricCountsResponse.mapOf(counts.metrics()));
    }
}
