// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.evidence;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.MetricNames;
import java.util.HashMap;
import java.util.Map;

/// One variant's outcomes in one tick.
///
/// @param calls calls that ended, all of them (for display; evidence uses units)
/// @param failures failed calls
/// @param newlyFailedUnits units that failed for the first time in the rollout, in any revision or variant,
///     in a call or late
/// @param trials units whose first call of the revision, after warm-up, is in this tick
/// @param failedTrials trials that failed, 0..trials
/// @param heardAgain units that were trials of the revision before and send outcomes again, each at most once
///     in 150 s
/// @param begun units whose first call of the revision, after warm-up, is reported in this tick as begun,
///     ended or not; each counts once in the revision
/// @param trialLatency trials per latency bin (see `LatencyBins`), without empty bins
/// @param metrics custom metrics by name
public record VariantTickEvidence(
        long calls,
        long failures,
        long newlyFailedUnits,
        long trials,
        long failedTrials,
        long heardAgain,
        long begun,
        Map<Integer, Long> trialLatency,
        Map<String, VariantMetricTickEvidence> metrics) {
    /// No data.
    public static final VariantTickEvidence NONE = new VariantTickEvidence(0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());

    public VariantTickEvidence {
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
                    + failedTrials + " of " + trials + " trials: a part exceeds the total");
        }
        trialLatency = Map.copyOf(trialLatency);
        metrics = Map.copyOf(metrics);
        checkLatency(trials, trialLatency);
    }

    /// Returns the data of a metric; [VariantMetricTickEvidence#NONE] without any.
    public VariantMetricTickEvidence metric(String name) {
        return metrics.getOrDefault(name, VariantMetricTickEvidence.NONE);
    }

    /// Returns the units that failed for the first time in a call, excluding late failures.
    public long unitsFailedInCalls() {
        return Math.max(
                0, newlyFailedUnits - metric(MetricNames.SETTLEMENT_FAILED).units());
    }

    /// Returns the sum of both. Associative and commutative, with [#NONE] as identity.
    public VariantTickEvidence plus(VariantTickEvidence more) {
        Map<Integer, Long> merged = new HashMap<>(trialLatency);
        more.trialLatency.forEach((bin, count) -> merged.merge(bin, count, Long::sum));
        Map<String, VariantMetricTickEvidence> all = new HashMap<>(metrics);
        more.metrics.forEach((name, metric) -> all.merge(name, metric, VariantMetricTickEvidence::plus));
        return new VariantTickEvidence(
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
                    "trialLatency counts " + counted + " trials of " + trials + ": a part exceeds the total");
        }
    }
}
