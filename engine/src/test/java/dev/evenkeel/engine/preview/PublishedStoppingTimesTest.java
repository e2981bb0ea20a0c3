// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.engine.rollout.plan.FailureRateMargin;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares the dynamic programmes with independently published results, at alpha 0.01, advance 0.05.
class PublishedStoppingTimesTest {
    private static final double CALLS = 1_000;
    private static final double MONTH = 30 * 86_400.0;

    /* So few that two failures rarely occur between two evaluations. */
    private static final double FEW_CALLS = 100;

    private static final Percentage LATE = withinPercentage(1.5);

    @ParameterizedTest(name = "share {0}, r {1}, base {2}: {3} candidate trials, p90 {4}")
    @CsvSource({
        "0.01, 6,    0.001, 1096,   1810",
        "0.05, 2,    0.001, 12714,  26450",
        "0.05, 2,    0.005, 2543,   5290",
        "0.25, 1.5,  0.001, 62147,  129000",
        "0.50, 1.25, 0.001, 370628, 758000",
        "0.01, 1.5,  0.001, 41891,  87580"
    })
    /* The published p90 is of trials at the deciding failure, this one of time: it spreads more where failures are few. */
    void matchesPublishedTrialsToProveRatioMargin(double share, double r, double base, double mean, double p90) {
        ProofTimeDistribution time = proof(share, new FailureRateMargin(r, 0), base, FEW_CALLS);

        assertThat(time.method()).isNotEqualTo(EstimationMethod.SIMULATED);
        assertThat(time.distribution().mean() * FEW_CALLS * share).isCloseTo(mean, LATE);
        assertThat(time.distribution().quantile(0.9) * FEW_CALLS * share).isCloseTo(p90, withinPercentage(6));
    }

    @ParameterizedTest(name = "share {0}: {1} candidate trials")
    @CsvSource({"0.01, 19000", "0.05, 20800", "0.50, 37000"})
    void matchesPublishedTrialsToProveAffineMargin(double share, double mean) {
        ProofTimeDistribution time = proof(share, new FailureRateMargin(1.25, 0.0005), 0.001, CALLS);

        assertThat(time.distribution().mean() * CALLS * share).isCloseTo(mean, withinPercentage(6));
    }

    @ParameterizedTest(name = "share {0}, base {1}, x{2}: {3} candidate requests")
    @CsvSource({
        "0.05, 0.001, 1.5, 61003",
        "0.05, 0.001, 2,   16470",
        "0.05, 0.005, 5,   318",
        "0.05, 0.010, 1.5, 6100",
        "0.05, 0.010, 10,  50"
    })
    void matchesPublishedRequestsUntilRollback(double share, double base, double shift, double requests) {
        ExactStoppingTime stoppingTime = rollback(share, shift);
        double perCall = base * (share * shift + 1 - share);

        assertThat(stoppingTime.endsAlmostSurely()).isTrue();
        assertThat(stoppingTime.meanFailures() / perCall * share).isCloseTo(requests, withinPercentage(1));
    }

    @ParameterizedTest(name = "hold-back {0}, x{1}: {2} s, {3} excess failures")
    @CsvSource({
        "0.05, 1.5, 258, 613",
        "0.05, 2,   73,  348",
        "0.05, 4,   13,  184",
        "0.10, 2,   38,  173",
        "0.50, 1.5, 48,  60"
    })
    void matchesPublishedDetectionTimeAtLastSteps(double holdBack, double shift, double seconds, double excess) {
        double base = 0.005;
        double share = 1 - holdBack;
        ExactStoppingTime stoppingTime = rollback(share, shift);
        double found = stoppingTime.meanFailures() / (CALLS * base * (share * shift + holdBack));

        assertThat(found).isBetween(seconds - 1, seconds + 1);
        assertThat(found * CALLS * share * base * (shift - 1)).isCloseTo(excess, withinPercentage(2));
    }

    private static ProofTimeDistribution proof(double share, FailureRateMargin margin, double base, double calls) {
        var criterion = new ProofCriterion(CandidateShare.assigned(share), margin, base, calls, -Math.log(0.05));
        return ProofTimeDistribution.compute(criterion, 0, MONTH, ComputationBudget.FULL);
    }

    private static ExactStoppingTime rollback(double share, double shift) {
        var frontier = new StoppingBoundary(CandidateShare.assigned(share), 1, -Math.log(0.01));
        return ExactStoppingTime.of(frontier, share * shift / (share * shift + 1 - share), 60_000);
    }
}
