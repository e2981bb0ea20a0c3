// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.MixtureEProcess;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import java.util.Map;

/// A test of how often trials exceed a latency threshold: as a plain ratio where exceeding is rare, centred
/// elsewhere.
sealed interface LatencyExceedanceTest {
    /// Quantile from which the plain ratio is used, because centring no longer pays for its logarithms. At
    /// p95 centring still saves 7% of the delay.
    double RARE_FROM = 0.99;

    MixtureEProcess mixture();

    /// Adds the trials of a tick to the evidence.
    ///
    /// @param centre expected share of slow trials
    /// @param slow trials; failed means slow
    void observe(CandidateShare share, double centre, TrialCounts slow);

    /// Adds the trials of a tick to the evidence, counted by the threshold.
    default void observe(CandidateShare share, SlowLatencyBins threshold, EvidenceTick tick) {
        observe(
                share,
                threshold.centre(),
                new TrialCounts(
                        countFrom(tick.control().trialLatency(), 0),
                        countFrom(tick.control().trialLatency(), threshold.controlBin()),
                        countFrom(tick.candidate().trialLatency(), 0),
                        countFrom(tick.candidate().trialLatency(), threshold.candidateBin())));
    }

    static LatencyExceedanceTest rare(RatioGuard guard) {
        return new RareLatencyExceedanceTest(guard);
    }

    static LatencyExceedanceTest common(ExceedanceGuard guard) {
        return new FrequentLatencyExceedanceTest(guard);
    }

    private static long countFrom(Map<Integer, Long> perBin, int bin) {
        return perBin.entrySet().stream()
                .filter(entry -> entry.getKey() >= bin)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    record RareLatencyExceedanceTest(RatioGuard guard) implements LatencyExceedanceTest {
        @Override
        public MixtureEProcess mixture() {
            return guard.mixture();
        }

        @Override
        public void observe(CandidateShare share, double centre, TrialCounts slow) {
            guard.observe(share, slow);
        }
    }

    record FrequentLatencyExceedanceTest(ExceedanceGuard guard) implements LatencyExceedanceTest {
        @Override
        public MixtureEProcess mixture() {
            return guard.mixture();
        }

        @Override
        public void observe(CandidateShare share, double centre, TrialCounts slow) {
            guard.observe(share, centre, slow);
        }
    }
}
