// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import dev.evenkeel.telemetry.LatencyBins;
import dev.evenkeel.telemetry.LatencySketch;
import dev.evenkeel.wire.OutcomeSummary;
import dev.evenkeel.wire.Trial;

/// [VariantCounts] in the making. Confined to one thread.
final class Tally {
    private final LatencySketch latency = new LatencySketch();
    private final LatencySketch trialLatency = new LatencySketch();
    private long calls;
    private long failures;
    private long failedUnits;
    private long trials;
    private long failedTrials;

    void calls(OutcomeSummary summary) {
        calls += summary.calls();
        failures += summary.failures();
        latency.add(summary.latency());
    }

    void failedUnit() {
        failedUnits++;
    }

    void trial(Trial trial) {
        trials++;
        failedTrials += trial.failed() ? 1 : 0;
        trialLatency.record(LatencyBins.lowerEdgeMicros(trial.latencyBin()));
    }

    VariantCounts counts() {
        return new VariantCounts(calls, failures, failedUnits, trials, failedTrials, latency, trialLatency);
    }
}
