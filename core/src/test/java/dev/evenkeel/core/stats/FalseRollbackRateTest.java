// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rates at which guards roll back a harmless candidate, in settings in which simpler guards fail.
@Tag("one-jdk")
class FalseRollbackRateTest {
    private static final long SEED = 11;
    private static final double[] STEPS = {0.01, 0.05, 0.25, 0.5};
    private static final double THRESHOLD = Math.log(100);

    /* P(X > limit) < 0.1% for X binomial(2000, 1%) at limit 34. */
    private static final int RUNS = 2_000;
    private static final int LIMIT = 34;

    @Test
    void falseRollbackRateStaysBelowAlphaForHeavyUnitsCountedOnce() {
        SplittableRandom random = new SplittableRandom(SEED);
        long alarms = IntStream.range(0, RUNS)
                .filter(run -> new HeavyUnits(random).triggersRollback(true))
                .count();

        assertThat(alarms).as("false rollbacks in %d runs, seed %d", RUNS, SEED).isLessThanOrEqualTo(RUNS / 100);
    }

    @Test
    void falseRollbackRateExceedsAlphaWhenCountingEachHeavyUnitFailure() {
        SplittableRandom random = new SplittableRandom(SEED);
        long alarms = IntStream.range(0, 200)
                .filter(run -> new HeavyUnits(random).triggersRollback(false))
                .count();

        assertThat(alarms)
                .as("counting all failures triggers rollbacks, seed %d", SEED)
                .isGreaterThan(20);
    }

    @Test
    void falseRollbackRateStaysBelowAlphaDuringSharedIncidentsAndDrift() {
        SplittableRandom random = new SplittableRandom(SEED);
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            RatioGuard guard = RatioGuard.restartingRollback(1, 0);
            double highest = 0;
            for (int tick = 0; tick < 240; tick++) {
                double base = tick > 90 && tick < 120 ? 0.2 : 0.001 * Math.exp(tick / 120.0);
                double share = STEPS[tick / 60];
                long candidate = binomial(random, 200, share);
                if (tick % 60 == 59) {
                    guard.mixture().restart();
                }
                guard.observe(new TrialCounts(
                        200 - candidate,
                        binomial(random, 200 - candidate, base),
                        candidate,
                        binomial(random, candidate, base)));
                highest = Math.max(highest, guard.mixture().logE());
            }
            alarms += highest >= THRESHOLD ? 1 : 0;
        }
        assertThat(alarms).as("false rollbacks in %d runs, seed %d", RUNS, SEED).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void falseRollbackRateStaysBelowAlphaForEquallyFastCandidate() {
        SplittableRandom random = new SplittableRandom(SEED);
        int slowAlarms = 0;
        int rankAlarms = 0;
        for (int run = 0; run < RUNS; run++) {
            ExceedanceGuard slow = ExceedanceGuard.rollback();
            RankGuard rank = RankGuard.rollback();
            double highestSlow = 0;
            double highestRank = 0;
            for (int trial = 0; trial < 400; trial++) {
                CandidateShare share = CandidateShare.assigned(STEPS[trial / 100]);
                boolean candidate = random.nextDouble() < share.candidate();
                double score = random.nextInt(4) / 4.0 + 0.125;
                long above = score > 0.5 ? 1 : 0;
                slow.observe(share, 0.4, candidate ? new TrialCounts(0, 0, 1, above) : new TrialCounts(1, above, 0, 0));
                if (candidate) {
                    rank.observeCandidate(share, score, 1);
                } else {
                    rank.observeControl(share, score, 1);
                }
                highestSlow = Math.max(highestSlow, slow.mixture().logE());
                highestRank = Math.max(highestRank, rank.mixture().logE());
            }
            slowAlarms += highestSlow >= THRESHOLD ? 1 : 0;
            rankAlarms += highestRank >= THRESHOLD ? 1 : 0;
        }
        assertThat(slowAlarms).as("seed %d", SEED).isLessThanOrEqualTo(LIMIT);
        assertThat(rankAlarms).as("seed %d", SEED).isLessThanOrEqualTo(LIMIT);
    }

    private static long binomial(SplittableRandom random, long n, double p) {
        long hits = 0;
        double log = Math.log1p(-p);
        for (double at = gap(random, log); at < n; at += 1 + gap(random, log)) {
            hits++;
        }
        return hits;
    }

    private static double gap(SplittableRandom random, double log) {
        return Math.floor(Math.log(1 - random.nextDouble()) / log);
    }

    /// 2,000 units with Pareto(1.1) calls that fail as often in either variant, over four steps.
    private static final class HeavyUnits {
        private static final int UNITS = 2_000;
        private static final double FAILURES_PER_LIGHTEST_UNIT = 0.1;

        private final double[] hash;
        private final double[][] failures;

        HeavyUnits(SplittableRandom random) {
            hash = random.doubles(UNITS).toArray();
            failures = IntStream.range(0, UNITS)
                    .mapToObj(unit -> times(random, Math.pow(1 - random.nextDouble(), -1 / 1.1)))
                    .toArray(double[][]::new);
        }

        boolean triggersRollback(boolean firstFailureOnly) {
            double[][] events = IntStream.range(0, UNITS)
                    .boxed()
                    .flatMap(unit -> Arrays.stream(failures[unit])
                            .limit(firstFailureOnly ? 1 : Long.MAX_VALUE)
                            .mapToObj(time -> new double[] {time, hash[unit]}))
                    .sorted((a, b) -> Double.compare(a[0], b[0]))
                    .toArray(double[][]::new);
            RatioGuard guard = RatioGuard.rollback(1, 0);
            boolean triggered = false;
            for (double[] event : events) {
                double share = STEPS[(int) event[0]];
                boolean candidate = event[1] < share;
                guard.observe(
                        CandidateShare.assigned(share), TrialCounts.ofFailures(candidate ? 0 : 1, candidate ? 1 : 0));
                triggered |= guard.mixture().logE() >= THRESHOLD;
            }
            return triggered;
        }

        /* Poisson times in four steps of length one. */
        private static double[] times(SplittableRandom random, double weight) {
            double rate = weight * FAILURES_PER_LIGHTEST_UNIT / STEPS.length;
            return java.util.stream.DoubleStream.iterate(
                            wait(random, rate), time -> time < STEPS.length, time -> time + wait(random, rate))
                    .limit(200)
                    .toArray();
        }

        private static double wait(SplittableRandom random, double rate) {
            return -Math.log(1 - random.nextDouble()) / rate;
        }
    }
}
