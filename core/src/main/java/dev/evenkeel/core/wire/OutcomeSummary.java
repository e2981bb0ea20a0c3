// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import dev.evenkeel.core.telemetry.LatencyHistogram;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcomes of one variant in one process since its last batch.
///
/// @param flag key of the flag, 1..256 characters
/// @param variant executed variant, 1..256 characters
/// @param split rollout and side, when a rollout's split decided the calls
/// @param calls completed calls, 0 to [OutcomeBatch#MAX_CALLS]
/// @param failures failed ones among them
/// @param latency latencies of all calls, as many as `calls`; not copied
/// @param failedUnits units that failed for the first time in the rollout, at most one per failure; empty
///     without split
/// @param trials first calls of units in the revision, at most one per call; empty without split
/// @param begun units whose first call in the revision began since the last batch and has not ended yet;
///     empty without split
/// @param metrics custom metrics, at most [MetricSummary#MAX_METRICS]; empty without split
public record OutcomeSummary(
        String flag,
        String variant,
        @Nullable SplitKey split,
        long calls,
        long failures,
        LatencyHistogram latency,
        List<UnitFirstEvent> failedUnits,
        List<UnitTrial> trials,
        List<Long> begun,
        List<MetricSummary> metrics) {

    /// @throws IllegalArgumentException when the values contradict each other; its message lists every
    ///     contradiction
    public OutcomeSummary {
        failedUnits = List.copyOf(failedUnits);
        trials = List.copyOf(trials);
        begun = List.copyOf(begun);
        metrics = List.copyOf(metrics);
        var rules = new MessageValidator();
        rules.validateName("flag", flag);
        rules.validateName("variant", variant);
        rules.validateRange("calls", calls, 0, OutcomeBatch.MAX_CALLS);
        rules.validateMin("failures", failures, 0);
        rules.validateMax("failures", failures, "calls", calls);
        rules.require(latency.count() == calls, "latency must contain calls (" + calls + "), got " + latency.count());
        rules.validateMax("failedUnits", failedUnits.size(), "failures", failures);
        rules.validateMax("trials", trials.size(), "calls", calls);
        rules.validateMax(
                "failed trials", trials.stream().filter(UnitTrial::failed).count(), "failures", failures);
        rules.require(
                split != null || (failedUnits.isEmpty() && trials.isEmpty() && begun.isEmpty() && metrics.isEmpty()),
                "failedUnits, trials, begun and metrics require rollout, revision and role");
        check(rules, metrics, trials.size());
        rules.throwIfAny();
    }

    /// Whether a name of a flag or variant is valid in reports: 1..256 characters, no control characters.
    public static boolean isName(String name) {
        return MessageValidator.isName(name);
    }

    private static void check(MessageValidator rules, List<MetricSummary> metrics, int trials) {
        rules.validateMax("metrics", metrics.size(), "the limit of a summary", MetricSummary.MAX_METRICS);
        rules.require(
                metrics.stream().map(MetricSummary::name).distinct().count() == metrics.size(),
                "metrics must be unique by name");
        for (MetricSummary metric : metrics) {
            rules.validateMax("scores of " + metric.name(), metric.scores().size(), "trials", trials);
        }
    }
}
