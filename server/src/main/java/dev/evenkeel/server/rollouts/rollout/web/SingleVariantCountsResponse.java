// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.history.VariantMetricCountsResponse;
import java.util.Map;

/// The counts of one variant in responses of the HTTP API.
record SingleVariantCountsResponse(
        long calls,
        long failures,
        long failedUnits,
        long trials,
        long failedTrials,
        Map<String, VariantMetricCountsResponse> metrics) {
    static SingleVariantCountsResponse of(VariantCounts counts) {
        return new SingleVariantCountsResponse(
                counts.calls(),
                counts.failures(),
                counts.failedUnits(),
                counts.trials(),
                counts.failedTrials(),
                VariantMetricCountsResponse.mapOf(counts.metrics()));
    }
}
