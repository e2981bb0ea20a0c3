// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioGuardTest {
    private static final long SEED = 20_260_101;

    @ParameterizedTest
    @CsvSource({"1, 0", "1.1, 0", "3, 0", "1, 0.02", "1.1, 0.0005", "0.5, 0.3"})
    void rollbackEvidenceEqualsProductOfPayoffs(double r, double delta) {
        assertMatchesReference(r, delta, false, false);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "6, 0", "1, 0.02", "1.25, 0.0005", "0.5, 0.3"})
    void advanceEvidenceEqualsProductOfPayoffs(double r, double delta) {
        assertMatchesReference(r, delta, true, false);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1.1, 0", "1, 0.02"})
    void restartingEvidenceIsMixtureOverOnsetTimes(double r, double delta) {
        assertMatchesReference(r, delta, false, true);
    }

    @Test
    void advanceWithoutDeltaEqualsRollbackWithSwappedVariants() {
        RatioGuard advance = RatioGuard.advance(2, 0);
        RatioGuard exchanged = RatioGuard.rollback(0.5, 0);
        TrialCounts trials = new TrialCounts(900, 31, 100, 2);
        advance.observe(CandidateShare.assigned(0.1), trials);
        exchanged.observe(CandidateShare.assigned(0.9), trials.swap());

        assertThat(advance.mixture().logE()).isCloseTo(exchanged.mixture().logE(), within(1e-12));
    }

    @Test
    void usesShareOfTickWhenNoneIsAssigned() {
        RatioGuard realised = RatioGuard.rollback(1, 0);
        RatioGuard assigned = RatioGuard.rollback(1, 0);
        TrialCounts trials = new TrialCounts(300, 3, 100, 9);
        realised.observe(trials);
        assigned.observe(CandidateShare.assigned(0.25), trials);

        assertThat(realised.mixture().state())
                .isEqualTo(assigned.mixture().state())
                .hasSize(25);
    }

    @Test
    void countsTickWithEmptyVariantOnlyAtAssignedShare() {
        RatioGuard realised = RatioGuard.rollback(1, 0);
        realised.observe(new TrialCounts(0, 0, 10, 10));
        RatioGuard assigned = RatioGuard.rollback(1, 0);
        assigned.observe(CandidateShare.assigned(0.1), new TrialCounts(0, 0, 10, 10));

        assertThat(realised.mixture().logE()).isCloseTo(0, within(1e-15));
        assertThat(assigned.mixture().logE()).isGreaterThan(10);
    }

    @Test
    void cleanTrialsProveAffineMargin() {
        RatioGuard guard = RatioGuard.advance(1, 0.001);
        guard.observe(CandidateShare.assigned(0.05), new TrialCounts(19 * 4_000, 0, 4_000, 0));

        assertThat(guard.mixture().logE()).isGreaterThan(Math.log(20));
    }

    @Test
    void cleanTrialsDoNotProveRatioMargin() {
        RatioGuard guard = RatioGuard.advance(2, 0);
        guard.observe(CandidateShare.assigned(0.05), new TrialCounts(1_000_000_000L, 0, 1_000_000_000L, 0));

        assertThat(guard.mixture().logE()).isCloseTo(0, within(1e-15));
    }

    @Test
    void resumesFromStateWithIdenticalEvidence() {
        RatioGuard one = RatioGuard.restartingRollback(1.1, 0);
        RatioGuard other = RatioGuard.restartingRollback(1.1, 0);
        one.observe(new TrialCounts(100, 3, 10, 2));
        one.mixture().restart();
        other.mixture().restore(one.mixture().state());
        one.mixture().restart();
        other.mixture().restart();
        one.observe(new TrialCounts(90, 1, 12, 1));
        other.observe(new TrialCounts(90, 1, 12, 1));

        assertThat(other.mixture().state()).isEqualTo(one.mixture().state());
        assertThat(other.mixture().logE()).isEqualTo(one.mixture().logE());
    }

    @ParameterizedTest
    @CsvSource({"1e-6, 0", "1e-6, 0.9", "0.999999, 0", "0.999999, 0.9", "0.5, 1e-9"})
    void staysFiniteForExtremeCounts(double share, double delta) {
        long many = 1_000_000_000_000L;
        for (RatioGuard guard : new RatioGuard[] {
            RatioGuard.restartingRollback(1, delta),
            RatioGuard.advance(1, delta),
            RatioGuard.rollback(1e100, delta),
            RatioGuard.rollback(1e-100, delta),
            RatioGuard.advance(1e100, delta),
            RatioGuard.advance(1e-100, delta)
        }) {
            for (TrialCounts trials : new TrialCounts[] {
                TrialCounts.NONE,
                new TrialCounts(many, 0, many, 0),
                new TrialCounts(many, many, 0, 0),
                new TrialCounts(0, 0, many, many),
                new TrialCounts(many, many, many, many)
            }) {
                guard.observe(CandidateShare.assigned(share), trials);
                assertThat(guard.mixture().logE()).isFinite();
            }
        }
    }

    @Test
    void rejectsInvalidMargins() {
        assertThatThrownBy(() -> RatioGuard.rollback(0, 0)).hasMessageContaining("got r 0.0");
        assertThatThrownBy(() -> RatioGuard.advance(1, 1)).hasMessageContaining("delta 1.0");
        assertThatThrownBy(() -> RatioGuard.advance(Double.NaN, 0)).hasMessageContaining("NaN");
    }

    @Test
    void rejectsInvalidCountsAndShares() {
        assertThatThrownBy(() -> new TrialCounts(1, 2, 0, 0)).hasMessageContaining("2 of 1");
        assertThatThrownBy(() -> CandidateShare.assigned(1)).hasMessageContaining("above 0 and below 1");
    }

    @Test
    void rejectsRestartOfGuardWithoutRestarts() {
        assertThatThrownBy(() -> RatioGuard.rollback(1, 0).mixture().restart())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void rejectsStateOfWrongSize() {
        assertThatThrownBy(() -> RatioGuard.rollback(1, 0).mixture().restore(new double[3]))
                .hasMessageContaining("25 numbers, got 3");
    }

    private static void assertMatchesReference(double r, double delta, boolean advance, boolean restarts) {
        SplittableRandom random = new SplittableRandom(SEED);
        RatioGuard guard = advance
                ? RatioGuard.advance(r, delta)
                : restarts ? RatioGuard.restartingRollback(r, delta) : RatioGuard.rollback(r, delta);
        int nodes = delta > 0 ? 26 : 24;
        ReferencePayoffProduct reference =
                new ReferencePayoffProduct(ReferencePayoffProduct.fallingWeights(nodes), restarts);
        for (int tick = 0; tick < 12; tick++) {
            if (restarts && tick % 3 == 2) {
                guard.mixture().restart();
                reference.restart();
            }
            double share = tick < 6 ? 0.05 : 0.4;
            TrialCounts trials = trials(random, share);
            guard.observe(CandidateShare.assigned(share), trials);
            for (int k = 0; k < nodes; k++) {
                double lambda = lambda(ReferencePayoffProduct.kappa(k + 1), share, new double[] {r, delta}, advance);
                reference.trials(k, ReferencePayoffProduct.margin(lambda, share, r, delta, 0), trials);
            }
            double expected = reference.logE();
            assertThat(guard.mixture().logE())
                    .as("r %s, delta %s, tick %d, seed %d", r, delta, tick, SEED)
                    .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
        }
    }

    /* Literally sections 3.1, 3.2 and 3.4; advance bets have the opposite sign. */
    private static double lambda(double kappa, double pi, double[] margin, boolean advance) {
        double r = margin[0];
        double delta = margin[1];
        if (advance) {
            double rho = r / kappa;
            double g = (1 - pi) * (r - rho) / (r * (pi * rho + 1 - pi));
            return -g * pi / (1 - pi * delta);
        }
        double rho = kappa * r;
        double g = pi * (rho - r) / (pi * rho + 1 - pi);
        return g / (r / (1 - pi) + delta);
    }

    private static TrialCounts trials(SplittableRandom random, double share) {
        long candidate = random.nextLong((long) (60 * share) + 2);
        long control = random.nextLong(60) + 1;
        return new TrialCounts(
                control, random.nextLong(Math.min(control, 4) + 1), candidate, random.nextLong(candidate + 1));
    }
}
