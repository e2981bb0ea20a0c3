// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.web;

import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.rollout.history.MetricJson;
import java.util.Map;

/// Counts of one variant as the HTTP API shows them.
record CountsJson(
        long calls, long failures, long failedUnits, long trials, long failedTrials, Map<String, MetricJson> metrics) {
    static CountsJson of(VariantCounts counts) {
        return new CountsJson(
                counts.calls(),
                counts.failures(),
                counts.failedUnits(),
                counts.trials(),
                counts.failedTrials(),
                MetricJson.of(counts.metrics()));
    }
}
