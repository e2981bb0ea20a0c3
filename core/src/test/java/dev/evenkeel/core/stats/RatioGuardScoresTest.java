// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Scores between harmless and worst as evidence about means.
class RatioGuardScoresTest {
    private static final CandidateShare SHARE = CandidateShare.assigned(0.2);

    @Test
    void wholeScoresCountAsFailures() {
        RatioGuard failures = RatioGuard.rollback(1.1, 0);
        RatioGuard scores = RatioGuard.rollback(1.1, 0);
        failures.observe(SHARE, TrialCounts.ofFailures(30, 17));
        scores.observeScores(SHARE, 30, 17);

        assertThat(scores.mixture().logE()).isEqualTo(failures.mixture().logE());
    }

    /* The exact bet on each score: the definition of guard.md, section 2, written without a function of the product. */
    @Test
    void evidenceNeverExceedsExactBetsOnEachScore() {
        var random = new Random(7);
        for (int run = 0; run < 200; run++) {
            RatioGuard guard = RatioGuard.rollback(1, 0);
            double[] bets = new double[24];
            double control = 0;
            double candidate = 0;
            for (int i = 0; i < 200; i++) {
                boolean onCandidate = random.nextDouble() < 0.2;
                double score = random.nextDouble();
                for (int k = 0; k < 24; k++) {
                    double kappa = 1.1 * Math.pow(20 / 1.1, k / 23.0);
                    double g = 0.2 * (kappa - 1) / (0.2 * kappa + 0.8);
                    double lambda = g * 0.8;
                    bets[k] += Math.log(onCandidate ? 1 + lambda * score / 0.2 : 1 - lambda * score / 0.8);
                }
                control += onCandidate ? 0 : score;
                candidate += onCandidate ? score : 0;
            }
            guard.observeScores(SHARE, control, candidate);
            assertThat(guard.mixture().logE()).isLessThanOrEqualTo(mix(bets) + 1e-9);
        }
    }

    @Test
    void logEvidenceIsZeroWithoutScores() {
        RatioGuard guard = RatioGuard.rollback(1, 0);
        guard.observeScores(SHARE, 0, 0);

        assertThat(guard.mixture().logE()).isCloseTo(0, within(1e-12));
    }

    @Test
    void rejectsScoresForAffineMargin() {
        assertThatThrownBy(() -> RatioGuard.rollback(1, 0.001).observeScores(SHARE, 1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0.001");
    }

    private static double mix(double[] bets) {
        double weights = 0;
        double sum = 0;
        for (int k = 0; k < bets.length; k++) {
            double weight = Math.pow(k + 1, -0.25);
            weights += weight;
            sum += weight * Math.exp(bets[k]);
        }
        return Math.log(sum / weights);
    }
}
