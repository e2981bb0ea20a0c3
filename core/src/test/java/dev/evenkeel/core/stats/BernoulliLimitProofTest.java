// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BernoulliLimitProofTest {
    /* By hand: the products themselves, node by node. */
    private static double referenceEvidence(double limit, int failed, int trials) {
        double weights = 0;
        double sum = 0;
        for (int k = 1; k <= 24; k++) {
            double weight = Math.pow(k, -0.25);
            double kappa = 1.1 * Math.pow(20 / 1.1, (k - 1) / 23.0);
            double better = limit / kappa;
            sum += weight * Math.pow(better / limit, failed) * Math.pow((1 - better) / (1 - limit), trials - failed);
            weights += weight;
        }
        return Math.log(sum / weights);
    }

    @Test
    void computesWeightedMixtureOfLikelihoodRatios() {
        BernoulliLimitProof proof = new BernoulliLimitProof(0.01);
        proof.observe(0, 100);
        proof.observe(1, 200);
        proof.observe(2, 57);
        assertThat(proof.mixture().logE()).isCloseTo(referenceEvidence(0.01, 3, 357), within(1e-12));
    }

    @Test
    void provesLimitWithExpectedNumberOfCleanTrials() {
        BernoulliLimitProof proof = new BernoulliLimitProof(0.001);
        long trials = 0;
        while (proof.mixture().logE() < Math.log(20)) {
            proof.observe(0, 1);
            trials++;
        }
        assertThat(trials / (Math.log(20) / 0.001)).isBetween(1.0, 1.35);
    }

    /* 2,000 sequences at the limit; binomial 99.9% band of 5%: at most 132. */
    @Test
    void falseProofRateStaysBelowAlpha() {
        var random = new SplittableRandom(11);
        int proven = 0;
        for (int run = 0; run < 2_000; run++) {
            BernoulliLimitProof proof = new BernoulliLimitProof(0.02);
            boolean shown = false;
            for (int i = 0; i < 2_000 && !shown; i++) {
                proof.observe(random.nextDouble() < 0.02 ? 1 : 0, 1);
                shown = proof.mixture().logE() >= Math.log(20);
            }
            proven += shown ? 1 : 0;
        }
        assertThat(proven).isLessThanOrEqualTo(132);
    }

    @Test
    void rejectsInvalidLimitsAndCounts() {
        assertThatThrownBy(() -> new BernoulliLimitProof(0)).hasMessageContaining("above 0 and below 1");
        assertThatThrownBy(() -> new BernoulliLimitProof(0.1).observe(2, 1)).hasMessageContaining("0..trials");
    }
}
