// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.simulation;

import dev.evenkeel.core.telemetry.LatencyBins;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// The units of a synthetic service with their assignment, failures and trials.
///
/// Deterministic for a seed.
final class UnitTrafficSimulator {
    private final SyntheticService service;
    private final SplittableRandom random;
    private final double[] hash;
    private final boolean[] failed;
    private final long[] lastTrial;

    UnitTrafficSimulator(SyntheticService service, long seed) {
        this.service = service;
        this.random = new SplittableRandom(seed);
        this.hash = random.doubles(service.units()).toArray();
        this.failed = new boolean[service.units()];
        this.lastTrial = new long[service.units()];
    }

    /// Simulates control latencies of some seconds without a rollout.
    Map<Integer, Long> simulateControlLatency(int seconds) {
        Map<Integer, Long> perBin = new HashMap<>();
        for (int i = 0; i < seconds; i++) {
            for (long calls = sampleCallCount(); calls > 0; calls--) {
                perBin.merge(latencyBin(false), 1L, Long::sum);
            }
        }
        return perBin;
    }

    /// Simulates one second of both variants.
    ///
    /// @param exposure share of units on the candidate, 0..1
    /// @param revision revision under which calls are evaluated
    /// @param warm whether first calls count as trials
    SecondOfTraffic simulateSecond(double exposure, long revision, boolean warm) {
        Tally control = new Tally();
        Tally candidate = new Tally();
        for (long calls = sampleCallCount(); calls > 0; calls--) {
            int unit = random.nextInt(service.units());
            boolean onCandidate = hash[unit] < exposure;
            simulateCall(unit, onCandidate, warm ? revision : 0, onCandidate ? candidate : control);
        }
        return new SecondOfTraffic(control.toEvidence(), candidate.toEvidence());
    }

    private void simulateCall(int unit, boolean onCandidate, long trialOf, Tally tally) {
        double rate = onCandidate ? service.candidateFailureRate() : service.controlFailureRate();
        boolean fails = random.nextDouble() < rate;
        tally.calls++;
        if (fails) {
            tally.failures++;
            tally.newlyFailed += failed[unit] ? 0 : 1;
            failed[unit] = true;
        }
        int bin = latencyBin(onCandidate);
        if (trialOf > lastTrial[unit]) {
            lastTrial[unit] = trialOf;
            tally.trials++;
            tally.failedTrials += fails ? 1 : 0;
            tally.latency.merge(bin, 1L, Long::sum);
        }
    }

    private int latencyBin(boolean onCandidate) {
        double median = service.controlMedianMicros() * (onCandidate ? service.latencyRatio() : 1);
        return LatencyBins.binOf((long) (median * Math.exp(service.sigma() * random.nextGaussian())));
    }

    private long sampleCallCount() {
        long calls = -1;
        for (double time = 0; time < 1; time -= Math.log(1 - random.nextDouble()) / service.callsPerSecond()) {
            calls++;
        }
        return calls;
    }

    record SecondOfTraffic(VariantTickEvidence control, VariantTickEvidence candidate) {}

    private static final class Tally {
        private long calls;
        private long failures;
        private long newlyFailed;
        private long trials;
        private long failedTrials;
        private final Map<Integer, Long> latency = new HashMap<>();

        VariantTickEvidence toEvidence() {
            return new VariantTickEvidence(
                    calls, failures, newlyFailed, trials, failedTrials, 0, trials, latency, Map.of());
        }
    }
}
