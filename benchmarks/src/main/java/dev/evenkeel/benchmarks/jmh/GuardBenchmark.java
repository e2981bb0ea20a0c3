// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.RankGuard;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.rollout.GuardEngine;
import dev.evenkeel.engine.rollout.evidence.EvidenceTick;
import dev.evenkeel.engine.rollout.evidence.RolloutGuardState;
import dev.evenkeel.engine.rollout.evidence.VariantTickEvidence;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The cost of one tick: for each kind of evidence, including reading it, and for the whole guard with five
/// guardrails.
@State(Scope.Thread)
@Warmup(iterations = 5, time = 1)
public class GuardBenchmark extends NanosecondBenchmark {
    private static final CandidateShare SHARE = CandidateShare.assigned(0.05);
    private static final TrialCounts TICK = new TrialCounts(950, 5, 50, 1);
    private static final TrialCounts OTHER_TICK = new TrialCounts(951, 5, 49, 1);
    private static final RolloutPlan PLAN = RolloutPlan.fast().fromExposure(new Percent(500));

    private final RatioGuard assigned = RatioGuard.restartingRollback(1, 0);
    private final RatioGuard realised = RatioGuard.restartingRollback(1, 0);
    private final RatioGuard affine = RatioGuard.advance(1, 0.02);
    private final ExceedanceGuard exceedance = ExceedanceGuard.restartingRollback();
    private final RankGuard rank = RankGuard.restartingRollback();
    private final RolloutGuardState state = GuardEngine.start(PLAN, Map.of(400, 10_000L), Instant.EPOCH);
    private final EvidenceTick tick = new EvidenceTick(1, 1, 0, new Percent(500), false, evidence(238), evidence(12));
    private boolean odd;

    /// Rollback evidence with the assigned share, which stays the same from tick to tick.
    @Benchmark
    public double ratioAtTheAssignedShare() {
        assigned.observe(SHARE, TICK);
        return assigned.mixture().logE();
    }

    /// Rollback evidence with the realised share, which changes with every tick.
    @Benchmark
    public double ratioAtTheRealisedShare() {
        odd = !odd;
        realised.observe(odd ? TICK : OTHER_TICK);
        return realised.mixture().logE();
    }

    /// Advance evidence against an affine margin.
    @Benchmark
    public double affineAdvance() {
        affine.observe(SHARE, TICK);
        return affine.mixture().logE();
    }

    /// Centred evidence about the median.
    @Benchmark
    public double exceedance() {
        exceedance.observe(SHARE, 0.5, TICK);
        return exceedance.mixture().logE();
    }

    /// Rank evidence from one latency bin of each variant.
    @Benchmark
    public double rankOfTwoBins() {
        rank.observeControl(SHARE, 0.4, 3);
        rank.observeCandidate(SHARE, 0.6, 1);
        return rank.mixture().logE();
    }

    /// The whole guard: errors, p50, p95, p99 and rank, both directions, on 250 trials.
    @Benchmark
    public RolloutGuardState wholeTick() {
        return GuardEngine.observe(PLAN, state, tick, Instant.EPOCH);
    }

    private static VariantTickEvidence evidence(int trials) {
        Map<Integer, Long> latency = new HashMap<>();
        for (int i = 0; i < trials; i++) {
            latency.merge(380 + i % 60, 1L, Long::sum);
        }
        return new VariantTickEvidence(trials, 1, 1, trials, 1, 0, trials, latency, Map.of());
    }
}
