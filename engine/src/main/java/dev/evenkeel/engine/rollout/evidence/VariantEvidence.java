// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.MetricNames;
import java.util.HashMap;
import java.util.Map;

/// What one variant did in one tick.
///
/// @param calls executions that ended, all of them (for people; evidence uses units)
/// @param failures failed executions
/// @param newlyFailedUnits units that failed for the first time in the rollout, in whatever revision or
///     variant, in a call or late
/// @param trials units whose first call of the revision, after warm-up, is in this tick
/// @param failedTrials trials that failed, 0..trials
/// @param heardAgain units that were trials of the revision before and are heard of again, each at most once in
///     150 s
/// @param begun units whose first call of the revision, after warm-up, is known in this tick to have begun,
///     whether or not it has ended; each counts once in the revision
/// @param trialLatency trials per latency bin (see `LatencyBins`), only bins that are not empty
/// @param metrics metrics of the service's own, by name
public record VariantEvidence(
        long calls,
        long failures,
        long newlyFailedUnits,
        long trials,
        long failedTrials,
        long heardAgain,
        long begun,
        Map<Integer, Long> trialLatency,
        Map<String, MetricEvidence> metrics) {
    /// Nothing seen.
    public static final VariantEvidence NONE = new VariantEvidence(0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());

    public VariantEvidence {
        if (calls < 0
                || failures < 0
                || newlyFailedUnits < 0
                || trials < 0
                || failedTrials < 0
                || heardAgain < 0
                || begun < 0) {
            throw new IllegalArgumentException("counts must be zero or more, got calls " + calls + ", failures "
                    + failures + ", newlyFailedUnits " + newlyFailedUnits + ", trials " + trials + ", failedTrials "
                    + failedTrials + ", heardAgain " + heardAgain + ", begun " + begun);
        }
        if (failures > calls || failedTrials > trials) {
            throw new IllegalArgumentException("failures " + failures + " of " + calls + " calls, failedTrials "
                    + failedTrials + " of " + trials + " trials: a part exceeds its whole");
        }
        trialLatency = Map.copyOf(trialLatency);
        metrics = Map.copyOf(metrics);
        checkLatency(trials, trialLatency);
    }

    /// What is known by a metric.
    public MetricEvidence metric(String name) {
        return metrics.getOrDefault(name, MetricEvidence.NONE);
    }

    /// Units that failed for the first time in a call, and not late.
    public long unitsFailedInCalls() {
        return Math.max(
                0, newlyFailedUnits - metric(MetricNames.SETTLEMENT_FAILED).units());
    }

    /// The same with another tally behind it. Associative and commutative; [#NONE] changes nothing.
    public VariantEvidence plus(VariantEvidence more) {
        Map<Integer, Long> merged = new HashMap<>(trialLatency);
        more.trialLatency.forEach((bin, count) -> merged.merge(bin, count, Long::sum));
        Map<String, MetricEvidence> all = new HashMap<>(metrics);
        more.metrics.forEach((name, metric) -> all.merge(name, metric, MetricEvidence::plus));
        return new VariantEvidence(
                calls + more.calls,
                failures + more.failures,
                newlyFailedUnits + more.newlyFailedUnits,
                trials + more.trials,
                failedTrials + more.failedTrials,
                heardAgain + more.heardAgain,
                begun + more.begun,
                merged,
                all);
    }

    private static void checkLatency(long trials, Map<Integer, Long> perBin) {
        long counted = 0;
        for (Map.Entry<Integer, Long> entry : perBin.entrySet()) {
            int bin = entry.getKey();
            long count = entry.getValue();
            if (bin < 0 || bin >= LatencyBins.COUNT || count < 0) {
                throw new IllegalArgumentException("trialLatency holds counts of zero or more for bins 0.."
                        + (LatencyBins.COUNT - 1) + ", got " + count + " for bin " + bin);
            }
            counted += count;
        }
        if (counted > trials) {
            throw new IllegalArgumentException(
                    "trialLatency counts " + counted + " trials of " + trials + ": a part exceeds its whole");
        }
    }
}
