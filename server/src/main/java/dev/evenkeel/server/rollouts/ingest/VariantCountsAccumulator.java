// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.core.telemetry.LatencyHistogram;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.UnitTrial;
import dev.evenkeel.server.rollouts.evidence.VariantCounts;
import dev.evenkeel.server.rollouts.evidence.VariantMetricCounts;
import java.util.HashMap;
import java.util.Map;

/// A mutable accumulator of [VariantCounts].
final class VariantCountsAccumulator {
    private final LatencyHistogram latency = new LatencyHistogram();
    private final LatencyHistogram trialLatency = new LatencyHistogram();
    private long calls;
    private long failures;
    private long failedUnits;
    private long trials;
    private long failedTrials;
    private long heardAgain;
    private long begun;
    private final Map<String, VariantMetricCounts> metrics = new HashMap<>();

    void addCalls(OutcomeSummary summary) {
        calls += summary.calls();
        failures += summary.failures();
        latency.add(summary.latency());
        summary.metrics().forEach(metric -> add(metric.name(), new VariantMetricCounts(metric.events(), 0, 0, 0)));
    }

    /// Adds a unit with its first event of a metric.
    void addMetricUnit(String metric) {
        add(metric, new VariantMetricCounts(0, 1, 0, 0));
    }

    /// Adds the score of a trial.
    void addScore(String metric, int millionths) {
        add(metric, new VariantMetricCounts(0, 0, 1, millionths));
    }

    private void add(String metric, VariantMetricCounts more) {
        metrics.merge(metric, more, VariantMetricCounts::plus);
    }

    void addFailedUnit() {
        failedUnits++;
    }

    void addTrial(UnitTrial trial) {
        trials++;
        failedTrials += trial.failed() ? 1 : 0;
        trialLatency.record(LatencyBins.lowerEdgeMicros(trial.latencyBin()));
    }

    /// Adds a unit whose first call has started and was not known to have.
    void addStartedUnit() {
        begun++;
    }

    /// Adds a unit that was counted as a trial before.
    void addRepeatUnit() {
        heardAgain++;
    }

    VariantCounts toCounts() {
        return new VariantCounts(
                calls, failures, failedUnits, trials, failedTrials, heardAgain, begun, latency, trialLatency, metrics);
    }
}
