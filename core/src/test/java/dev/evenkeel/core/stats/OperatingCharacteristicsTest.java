// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exact long-run behaviour of the guard, computed by dynamic programming over the split of failures, without
/// simulation.
@Tag("one-jdk")
class OperatingCharacteristicsTest {
    @ParameterizedTest(name = "share {0}, r {1}: {3} after {2} failures")
    @CsvSource({
        "0.01, 1,   1000, 0.0039, 0.01",
        "0.05, 1,   1000, 0.0052, 0.01",
        "0.25, 1,   1000, 0.0072, 0.01",
        "0.50, 1,   1000, 0.0080, 0.01",
        "0.05, 1,   5000, 0.0063, 0.01",
        "0.05, 1.5, 1000, 0.0054, 0.01",
        "0.50, 1,   1000, 0.0372, 0.05",
        "0.05, 1,   1000, 0.0005, 0.001"
    })
    void falseRollbackRateAtMarginStaysBelowAlpha(double share, double r, int failures, double expected, double alpha) {
        FailureWalk walk = new FailureWalk(RatioGuard.rollback(r, 0), CandidateShare.assigned(share), -Math.log(alpha));
        FailureWalk.StoppingResult end = walk.run(r, failures);

        assertThat(end.stopped()).isLessThan(alpha);
        if (failures == 1_000) {
            assertThat(end.stopped()).isCloseTo(expected, within(0.00006));
        }
    }

    @ParameterizedTest(name = "share {0}, base {1}, x{2}: {3} candidate requests")
    @CsvSource({
        "0.05, 0.001, 2,  16470",
        "0.05, 0.001, 5,  1590",
        "0.05, 0.001, 10, 499",
        "0.05, 0.005, 2,  3294",
        "0.05, 0.010, 5,  159",
        "0.05, 0.010, 1.5, 6100"
    })
    void rollsBackAfterPublishedNumberOfRequests(double share, double base, double shift, double expected) {
        FailureWalk walk = new FailureWalk(RatioGuard.rollback(1, 0), CandidateShare.assigned(share), Math.log(100));
        FailureWalk.StoppingResult end = walk.run(shift, 12_000);

        assertThat(end.stopped()).isGreaterThan(0.9999);
        assertThat(end.meanFailures() * share / failureRate(share, base, shift)).isCloseTo(expected, within(0.6));
    }

    @ParameterizedTest(name = "share {0}, r {1}: shown after {2} candidate requests")
    @CsvSource({"0.01, 6, 1096", "0.05, 2, 12714"})
    void provesNonInferiorityAfterPublishedNumberOfRequests(double share, double r, double expected) {
        FailureWalk walk = new FailureWalk(RatioGuard.advance(r, 0), CandidateShare.assigned(share), Math.log(20));
        double base = 0.001;
        FailureWalk.StoppingResult right = walk.run(1, 4_000);
        FailureWalk.StoppingResult margin = walk.run(r, 8_000);

        assertThat(right.meanFailures() * share / failureRate(share, base, 1)).isCloseTo(expected, within(1.0));
        assertThat(margin.stopped()).isBetween(0.04, 0.05);
    }

    private static double failureRate(double share, double base, double shift) {
        return base * (share * shift + 1 - share);
    }
}
