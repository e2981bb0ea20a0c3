// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import dev.evenkeel.engine.stats.DetectionBound;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// How many failed payments no guard could have avoided, at the failure rates that were seen.
///
/// Where control did not fail at all, one failure of the candidate would do for a purely relative margin, so the bound
/// is given for
/// candidates that fail [#MARGIN] of calls more often than control.
final class Unavoidable {
    private static final double MARGIN = 0.0005;

    private Unavoidable() {}

    /// @param rollout a rolled back rollout, as the API shows it
    static String describe(JsonNode rollout) {
        JsonNode counts = rollout.path("counts");
        double share =
                rollout.path("plan").path("steps").path(0).path("exposure").asDouble() / 100;
        double alpha = rollout.path("plan").path("alpha").asDouble();
        double controlRate = rate(counts.path("control"));
        double margin = controlRate == 0 ? MARGIN : 0;
        var bound = new DetectionBound(controlRate, rate(counts.path("candidate")), share, alpha, 1, margin);
        double failures = bound.failedCandidateRequests();
        return String.format(
                Locale.ROOT,
                "%.1f on average, so at least %.0f (alpha %.2g, control's rate %.2g, margin %.2g)",
                failures,
                Math.ceil(failures),
                alpha,
                controlRate,
                margin);
    }

    private static double rate(JsonNode counts) {
        return counts.path("failures").asDouble()
                / Math.max(1, counts.path("calls").asDouble());
    }
}
