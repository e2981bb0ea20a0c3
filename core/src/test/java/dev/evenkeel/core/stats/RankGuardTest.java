// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankGuardTest {
    private static final long SEED = 7;

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.25, 0.5, 0.95})
    void evidenceEqualsProductOfPayoffs(double share) {
        SplittableRandom random = new SplittableRandom(SEED);
        RankGuard guard = RankGuard.rollback();
        ReferencePayoffProduct reference = new ReferencePayoffProduct(weights(), false);
        for (int i = 0; i < 100; i++) {
            double score = random.nextDouble();
            boolean candidate = random.nextBoolean();
            if (candidate) {
                guard.observeCandidate(CandidateShare.assigned(share), score, 2);
            } else {
                guard.observeControl(CandidateShare.assigned(share), score, 2);
            }
            multiply(reference, share, candidate, score, 2);
        }
        double expected = reference.logE();
        assertThat(guard.mixture().logE())
                .as("seed %d", SEED)
                .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.95})
    void evidenceEqualsProductOfPayoffsForManyScoresPerTick(double share) {
        SplittableRandom random = new SplittableRandom(SEED);
        RankGuard guard = RankGuard.rollback();
        ReferencePayoffProduct reference = new ReferencePayoffProduct(weights(), false);
        for (int tick = 0; tick < 3; tick++) {
            for (int i = 0; i < 300; i++) {
                double score = i % 10 == 0 ? 0 : random.nextDouble();
                boolean candidate = random.nextDouble() < share;
                int trials = random.nextInt(10) == 0 ? random.nextInt(1_000) : random.nextInt(4);
                if (candidate) {
                    guard.observeCandidate(CandidateShare.assigned(share), score, trials);
                } else {
                    guard.observeControl(CandidateShare.assigned(share), score, trials);
                }
                multiply(reference, share, candidate, score, trials);
            }
            double expected = reference.logE();
            assertThat(guard.mixture().logE())
                    .as("seed %d", SEED)
                    .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.5, 0.999_999})
    void staysFiniteForExtremeCounts(double share) {
        RankGuard guard = RankGuard.restartingRollback();
        for (double score : new double[] {0, 0.5, 1}) {
            guard.observeControl(CandidateShare.assigned(share), score, 1_000_000_000_000L);
            guard.observeCandidate(CandidateShare.assigned(share), score, 1_000_000_000_000L);
            assertThat(guard.mixture().logE()).isFinite();
        }
    }

    @Test
    void rejectsScoresOutsideZeroToOne() {
        assertThatThrownBy(() -> RankGuard.rollback().observeControl(CandidateShare.assigned(0.5), 1.5, 1))
                .hasMessageContaining("got 1.5");
        assertThatThrownBy(() -> RankGuard.rollback().observeCandidate(CandidateShare.assigned(0.5), Double.NaN, 1))
                .hasMessageContaining("NaN");
    }

    private static double[] weights() {
        double[] weights = new double[12];
        Arrays.setAll(weights, k -> Math.pow(k + 1.0, -0.75));
        double total = Arrays.stream(weights).sum();
        Arrays.setAll(weights, k -> weights[k] / total);
        return weights;
    }

    private static void multiply(
            ReferencePayoffProduct reference, double share, boolean candidate, double score, long trials) {
        for (int k = 0; k < 12; k++) {
            double fraction = 0.97 * Math.pow(0.02 / 0.97, k / 11.0);
            double lambda = fraction * Math.min(2 * share, 2 * (1 - share));
            ReferencePayoffProduct.Payoffs payoffs = ReferencePayoffProduct.margin(lambda, share, 1, 0, 0.5);
            if (candidate) {
                reference.candidate(k, payoffs, ReferencePayoffProduct.exact(score), trials);
            } else {
                reference.control(k, payoffs, ReferencePayoffProduct.exact(score), trials);
            }
        }
    }
}
