// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A candidate that is healthy for an hour and then fails five times as often: share 5%, base 0.5%, 1,000 calls a
/// second.
@Tag("one-jdk")
class LateFailureOnsetTest {
    private static final long SEED = 5;
    private static final int RUNS = 200;
    private static final int ONSET = 3_600;
    private static final CandidateShare SHARE = CandidateShare.assigned(0.05);

    @Test
    void detectsLateOnsetAfterAboutTwentyFailuresWithRestarts() {
        assertThat(meanFailures(true)).as("seed %d", SEED).isBetween(17.0, 25.0);
    }

    @Test
    void detectsLateOnsetMuchLaterWithoutRestarts() {
        assertThat(meanFailures(false)).as("seed %d", SEED).isBetween(130.0, 190.0);
    }

    private static double meanFailures(boolean restarts) {
        SplittableRandom random = new SplittableRandom(SEED);
        long failures = 0;
        for (int run = 0; run < RUNS; run++) {
            failures += failures(restarts, random);
        }
        return (double) failures / RUNS;
    }

    private static long failures(boolean restarts, SplittableRandom random) {
        RatioGuard guard = restarts ? RatioGuard.restartingRollback(1, 0) : RatioGuard.rollback(1, 0);
        long failed = 0;
        for (int second = 0; guard.mixture().logE() < Math.log(100) || second <= ONSET; second++) {
            if (restarts && second % 60 == 0 && second > 0) {
                guard.mixture().restart();
            }
            long candidate = poisson(random, second < ONSET ? 0.25 : 1.25);
            failed += second < ONSET ? 0 : candidate;
            guard.observe(SHARE, TrialCounts.ofFailures(poisson(random, 4.75), candidate));
        }
        return failed;
    }

    private static long poisson(SplittableRandom random, double mean) {
        long count = -1;
        for (double time = 0; time < mean; time -= Math.log(1 - random.nextDouble())) {
            count++;
        }
        return count;
    }
}
