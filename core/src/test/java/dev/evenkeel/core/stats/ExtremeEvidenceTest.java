// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Evidence of e^(10^6) or e^(-10^6), or of both in one mixture, stays finite after any further tick.
class ExtremeEvidenceTest {
    private static final long MANY = 1_000_000_000_000L;
    private static final double HUGE = 1e6;
    private static final double[] SHARES = {1e-6, 0.5, 1 - 1e-6};
    private static final List<TrialCounts> TICKS = List.of(
            TrialCounts.NONE,
            new TrialCounts(950, 5, 50, 1),
            new TrialCounts(MANY, 0, MANY, 0),
            new TrialCounts(MANY, MANY, 0, 0),
            new TrialCounts(0, 0, MANY, MANY),
            new TrialCounts(MANY, 0, MANY, MANY),
            new TrialCounts(MANY, MANY, MANY, 0));
    /* Added to the logarithm of node k. */
    private static final List<DoubleUnaryOperator> EVIDENCE =
            List.of(k -> HUGE, k -> -HUGE, k -> k % 2 == 0 ? HUGE : -HUGE);

    interface Observer {
        void observe(CandidateShare share, TrialCounts trials);
    }

    record Guard(String name, MixtureEProcess mixture, Observer observer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Guard> guards() {
        RatioGuard ratio = RatioGuard.rollback(1.1, 0);
        RatioGuard advance = RatioGuard.advance(1, 0.02);
        ExceedanceGuard exceedance = ExceedanceGuard.rollback();
        RankGuard rank = RankGuard.rollback();
        SampleRatioGuard split = new SampleRatioGuard();
        PoissonLimitGuard poisson = new PoissonLimitGuard(1);
        BernoulliLimitGuard bernoulli = new BernoulliLimitGuard(0.2);
        return Stream.of(
                new Guard("ratio", ratio.mixture(), ratio::observe),
                new Guard("affine advance", advance.mixture(), advance::observe),
                new Guard(
                        "exceedance", exceedance.mixture(), (share, trials) -> exceedance.observe(share, 0.5, trials)),
                new Guard("rank", rank.mixture(), (share, trials) -> {
                    rank.observeControl(share, 1, trials.controlFailed());
                    rank.observeCandidate(share, 0, trials.candidateFailed());
                }),
                new Guard(
                        "split",
                        split.mixture(),
                        (share, trials) -> split.observe(share, trials.control(), trials.candidate())),
                new Guard(
                        "poisson",
                        poisson.mixture(),
                        (share, trials) -> poisson.observe(trials.candidateFailed(), (double) trials.candidate())),
                new Guard(
                        "bernoulli",
                        bernoulli.mixture(),
                        (share, trials) -> bernoulli.observe(trials.candidateFailed(), trials.candidate())));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void evidenceStaysFiniteForAnyTick(Guard guard) {
        double[] beginning = guard.mixture.state();
        for (DoubleUnaryOperator evidence : EVIDENCE) {
            for (double share : SHARES) {
                for (TrialCounts trials : TICKS) {
                    guard.mixture.restore(shifted(beginning, evidence));
                    guard.observer.observe(CandidateShare.assigned(share), trials);
                    assertThat(guard.mixture.logE())
                            .as("share %s, %s", share, trials)
                            .isFinite();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("restarting")
    void evidenceStaysFiniteAfterRestart(MixtureEProcess mixture) {
        double[] beginning = mixture.state();
        for (DoubleUnaryOperator evidence : EVIDENCE) {
            mixture.restore(shifted(beginning, evidence));
            mixture.restart();
            assertThat(mixture.logE()).isFinite();
            assertThat(mixture.state()).doesNotContain(Double.NaN).doesNotContain(Double.NEGATIVE_INFINITY);
        }
    }

    static Stream<MixtureEProcess> restarting() {
        return Stream.of(
                RatioGuard.restartingRollback(1, 0).mixture(),
                ExceedanceGuard.restartingRollback().mixture(),
                RankGuard.restartingRollback().mixture());
    }

    /* The first number of a state is that of its restarts. */
    private static double[] shifted(double[] state, DoubleUnaryOperator evidence) {
        double[] shifted = state.clone();
        for (int k = 1; k < shifted.length; k++) {
            shifted[k] += evidence.applyAsDouble(k);
        }
        return shifted;
    }
}
