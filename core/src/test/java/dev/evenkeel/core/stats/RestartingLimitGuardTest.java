// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartingLimitGuardTest {
    private static final double LIMIT = 0.2;

    /* Every start with its own counts, and the formulas as they are defined. */
    private static final class ReferenceRestartingGuard {
        private final List<long[]> counts = new ArrayList<>();

        ReferenceRestartingGuard() {
            counts.add(new long[3]);
        }

        void begin() {
            counts.forEach(start -> start[1]++);
        }

        void fail(long beganAt) {
            counts.stream().filter(start -> beganAt > start[2]).forEach(start -> start[0]++);
        }

        void restart(long now) {
            counts.add(new long[] {0, 0, now});
        }

        double logE() {
            double evidence = 0.4 * reserve(counts.size() - 1);
            for (int start = 0; start < counts.size(); start++) {
                double weight = start == 0 ? 0.6 : 0.4 * (reserve(start - 1) - reserve(start));
                evidence += weight * ratio((double) counts.get(start)[0], (double) counts.get(start)[1]);
            }
            return Math.log(evidence);
        }

        private static double reserve(int restarts) {
            return Math.log(2) / Math.log(restarts + 2);
        }

        private static double ratio(double failed, double trials) {
            double sum = 0;
            double weights = 0;
            for (int k = 1; k <= 24; k++) {
                double p = ReferencePayoffProduct.kappa(k) * LIMIT;
                if (p < 1) {
                    double weight = Math.pow(k, -0.25);
                    weights += weight;
                    sum += weight * Math.pow(p / LIMIT, failed) * Math.pow((1 - p) / (1 - LIMIT), trials - failed);
                }
            }
            return sum / weights;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void evidenceIsMixtureOfLikelihoodRatiosSinceEachRestart(long seed) {
        var random = new SplittableRandom(seed);
        var ceiling = new RestartingLimitGuard(LIMIT);
        var reference = new ReferenceRestartingGuard();
        Queue<Long> inProgress = new ArrayDeque<>();
        long restartedAt = 0;
        for (long now = 1; now <= 300; now++) {
            int what = random.nextInt(20);
            if (what == 0 && (inProgress.isEmpty() || inProgress.element() > restartedAt)) {
                ceiling.restart(now);
                reference.restart(now);
                restartedAt = now;
            } else if (what < 12 || inProgress.isEmpty()) {
                ceiling.recordStart(1);
                reference.begin();
                inProgress.add(now);
            } else {
                long beganAt = inProgress.remove();
                if (random.nextInt(3) > 0) {
                    ceiling.recordFailure(beganAt);
                    reference.fail(beganAt);
                }
            }
            assertThat(ceiling.logE()).as("after %d", now).isCloseTo(reference.logE(), within(1e-10));
        }
    }

    @Test
    void attributesTrialSpanningTwoRestartsToFirstStartOnly() {
        var ceiling = new RestartingLimitGuard(LIMIT);
        var reference = new ReferenceRestartingGuard();
        ceiling.restart(10);
        reference.restart(10);
        ceiling.recordStart(1);
        reference.begin();
        ceiling.restart(20);
        reference.restart(20);
        ceiling.restart(30);
        reference.restart(30);
        ceiling.recordFailure(15);
        reference.counts.get(0)[0]++;
        assertThat(ceiling.logE()).isCloseTo(reference.logE(), within(1e-12));
    }

    private record Failure(long beganAt, long endsAt) {}

    /* 2,000 processes whose candidate fails as often as allowed, up to 100 trials at once; binomial 99.9% band of 1%:
     * at most 34. A tenth of the trials outlasts restarts. */
    @Test
    void falseAlarmRateAtLimitStaysBelowAlpha() {
        var random = new SplittableRandom(11);
        int reached = 0;
        for (int run = 0; run < 2_000; run++) {
            reached += reaches(random, Math.log(100)) ? 1 : 0;
        }
        assertThat(reached).isLessThanOrEqualTo(34);
    }

    private static boolean reaches(SplittableRandom random, double logEvidence) {
        var ceiling = new RestartingLimitGuard(LIMIT);
        var failures = new PriorityQueue<Failure>(Comparator.comparingLong(Failure::endsAt));
        for (long now = 1; now <= 2_000; now++) {
            ceiling.recordStart(1);
            if (random.nextDouble() < LIMIT) {
                failures.add(new Failure(now, now + random.nextInt(random.nextInt(10) == 0 ? 100 : 5)));
            }
            while (!failures.isEmpty() && failures.element().endsAt() <= now) {
                long beganAt = failures.remove().beganAt();
                ceiling.recordFailure(beganAt);
                if (ceiling.logE() >= logEvidence) {
                    return true;
                }
                if (ceiling.trialsSinceRestart() >= 32 && ceiling.isAfterLatestRestart(beganAt)) {
                    ceiling.restart(now);
                }
            }
        }
        return false;
    }

    @Test
    void staysFiniteForExtremeCounts() {
        long many = 1_000_000_000_000L;
        var ceiling = new RestartingLimitGuard(0.9);
        assertThat(ceiling.logE()).isCloseTo(0, within(1e-12));
        for (int restart = 1; restart <= 3; restart++) {
            ceiling.recordStart(many);
            assertThat(ceiling.logE()).isNegative().isFinite();
            ceiling.restart(restart);
        }
        ceiling.recordStart(1);
        ceiling.recordFailure(4);
        assertThat(ceiling.logE()).isFinite();
    }
}
