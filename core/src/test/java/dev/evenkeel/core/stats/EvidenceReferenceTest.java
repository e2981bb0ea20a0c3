// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static dev.evenkeel.core.stats.ReferencePayoffProduct.DIGITS;
import static dev.evenkeel.core.stats.ReferencePayoffProduct.exact;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Compares every kind of evidence with [ReferencePayoffProduct] and [ReferenceFormulas] on random inputs. The
/// references share no code with the guards.
@Tag("one-jdk")
@Tag("long")
class EvidenceReferenceTest {
    private static final long SEED = 33;
    private static final int TICKS = 4;
    private static final BigDecimal[] NARROW = ReferenceFormulas.kappas(false);
    private static final BigDecimal[] WIDE = ReferenceFormulas.kappas(true);

    @ParameterizedTest(name = "{0} cases up to {1} trials")
    @CsvSource({"2000, 60", "1000, 1000000", "500, 100000000"})
    void rollbackEvidenceMatchesExactProduct(int cases, int most) {
        for (int i = 0; i < cases; i++) {
            var random = new RandomEvidenceInputs(SEED + i, most);
            double r = random.ratio();
            double delta = random.delta();
            boolean restarts = i % 2 == 0;
            RatioGuard guard = restarts ? RatioGuard.restartingRollback(r, delta) : RatioGuard.rollback(r, delta);
            ratio(random, guard, new Margin(r, delta, false), restarts);
        }
    }

    @ParameterizedTest(name = "{0} cases up to {1} trials")
    @CsvSource({"2000, 60", "1000, 1000000", "500, 100000000"})
    void advanceEvidenceMatchesExactProduct(int cases, int most) {
        for (int i = 0; i < cases; i++) {
            var random = new RandomEvidenceInputs(SEED + i, most);
            double r = random.ratio();
            double delta = random.delta();
            ratio(random, RatioGuard.advance(r, delta), new Margin(r, delta, true), false);
        }
    }

    @ParameterizedTest(name = "{0} cases up to {1} trials")
    @CsvSource({"300, 60", "200, 1000000"})
    void exceedanceEvidenceMatchesExactProduct(int cases, int most) {
        for (int i = 0; i < cases; i++) {
            var random = new RandomEvidenceInputs(SEED + i, most);
            ExceedanceGuard guard = ExceedanceGuard.rollback();
            var reference = new ReferencePayoffProduct(ReferenceFormulas.falling(NARROW.length), false);
            for (int tick = 0; tick < 2; tick++) {
                TrialCounts trials = random.trials(random.share());
                double c = random.within(0.01, 0.99);
                guard.observe(c, trials);
                if (!trials.isOneSided()) {
                    BigDecimal pi = realised(trials);
                    for (int k = 0; k < NARROW.length; k++) {
                        BigDecimal bet = ReferenceFormulas.betOnOdds(NARROW[k], pi, exact(c));
                        reference.trials(k, ReferencePayoffProduct.margin(bet, pi, ONE, ZERO, exact(c)), trials);
                    }
                }
                assertMatchesReference(guard.mixture(), reference, random);
            }
        }
    }

    @ParameterizedTest(name = "{0} cases up to {1} events")
    @CsvSource({"300, 6", "300, 10000"})
    void poissonEvidenceMatchesExactProduct(int cases, int most) {
        BigDecimal[] factors = ReferenceFormulas.geometric("1.5", "1e4", 24);
        for (int i = 0; i < cases; i++) {
            var random = new RandomEvidenceInputs(SEED + i, most);
            double limit = random.power(-6, 0);
            var guard = new PoissonLimitGuard(limit);
            var reference = new ReferencePayoffProduct(ReferenceFormulas.flat(factors.length), false);
            for (int tick = 0; tick < TICKS; tick++) {
                long events = random.upTo(most);
                double exposure = random.power(-2, 2) * most / limit / 100;
                guard.observe(events, exposure);
                BigDecimal expected = exact(limit).multiply(exact(exposure));
                for (int k = 0; k < factors.length; k++) {
                    BigDecimal more = ONE.subtract(factors[k]).multiply(expected);
                    reference.multiply(k, factors[k], events);
                    reference.multiply(k, ReferenceFormulas.exp(more), 1);
                }
                assertMatchesReference(guard.mixture(), reference, random);
            }
        }
    }

    @ParameterizedTest(name = "{0} cases up to {1} trials")
    @CsvSource({"1000, 60", "500, 1000000"})
    void bernoulliEvidenceMatchesExactProduct(int cases, int most) {
        for (int i = 0; i < cases; i++) {
            var random = new RandomEvidenceInputs(SEED + i, most);
            double limit = random.power(-6, -0.05);
            var guard = new BernoulliLimitGuard(limit);
            BigDecimal[] nodes = Arrays.stream(NARROW)
                    .filter(kappa -> kappa.multiply(exact(limit)).compareTo(ONE) < 0)
                    .toArray(BigDecimal[]::new);
            var reference = new ReferencePayoffProduct(ReferenceFormulas.falling(nodes.length), false);
            for (int tick = 0; tick < TICKS; tick++) {
                long trials = random.upTo(most);
                long failed = random.failed(trials, random.within(0, 3) * limit);
                guard.observe(failed, trials);
                for (int k = 0; k < nodes.length; k++) {
                    BigDecimal held =
                            ONE.subtract(nodes[k].multiply(exact(limit))).divide(ONE.subtract(exact(limit)), DIGITS);
                    reference.multiply(k, nodes[k], failed);
                    reference.multiply(k, held, trials - failed);
                }
                assertMatchesReference(guard.mixture(), reference, random);
            }
        }
    }

    @ParameterizedTest(name = "{0} cases up to {1} units")
    @CsvSource({"500, 60", "500, 100000000"})
    void sampleRatioEvidenceMatchesExactProduct(int cases, int most) {
        for (int i = 0; i < cases; i++) {
            var random = new RandomEvidenceInputs(SEED + i, most);
            var guard = new SampleRatioGuard();
            var reference = new ReferencePayoffProduct(ReferenceFormulas.flat(16), false);
            for (int tick = 0; tick < TICKS; tick++) {
                double share = random.share();
                long units = random.upTo(most);
                long candidate = random.failed(units, share);
                guard.observe(CandidateShare.assigned(share), units - candidate, candidate);
                split(reference, exact(share), units - candidate, candidate);
                assertMatchesReference(guard.mixture(), reference, random);
            }
        }
    }

    @Test
    void sampleRatioEvidenceStaysPreciseAtExtremeShare() {
        var guard = new SampleRatioGuard();
        var reference = new ReferencePayoffProduct(ReferenceFormulas.flat(16), false);
        guard.observe(CandidateShare.assigned(0.999_999), 1_000, 999_999_000);
        split(reference, exact(0.999_999), 1_000, 999_999_000);

        assertThat(guard.mixture().logE()).isCloseTo(reference.logE(), within(1e-12));
    }

    private record Margin(double r, double delta, boolean advance) {
        BigDecimal bet(BigDecimal kappa, BigDecimal pi) {
            return advance
                    ? ReferenceFormulas.betOnBetter(kappa, pi, exact(r), exact(delta))
                    : ReferenceFormulas.betOnWorse(kappa, pi, exact(r), exact(delta));
        }
    }

    /* One case in two is at the realised share. */
    private static void ratio(RandomEvidenceInputs random, RatioGuard guard, Margin margin, boolean restarts) {
        BigDecimal[] nodes = margin.delta() > 0 ? WIDE : NARROW;
        var reference = new ReferencePayoffProduct(ReferenceFormulas.falling(nodes.length), restarts);
        boolean realised = random.chance(0.5);
        for (int tick = 0; tick < TICKS; tick++) {
            if (restarts && random.chance(0.4)) {
                guard.mixture().restart();
                reference.restart();
            }
            double share = random.share();
            TrialCounts trials = random.trials(share);
            if (realised) {
                guard.observe(trials);
            } else {
                guard.observe(CandidateShare.assigned(share), trials);
            }
            if (!realised || !trials.isOneSided()) {
                BigDecimal pi = realised ? realised(trials) : exact(share);
                for (int k = 0; k < nodes.length; k++) {
                    BigDecimal bet = margin.bet(nodes[k], pi);
                    reference.trials(
                            k,
                            ReferencePayoffProduct.margin(bet, pi, exact(margin.r()), exact(margin.delta()), ZERO),
                            trials);
                }
            }
            assertMatchesReference(guard.mixture(), reference, random);
        }
    }

    private static void split(ReferencePayoffProduct reference, BigDecimal pi, long control, long candidate) {
        for (int k = 0; k < 16; k++) {
            BigDecimal psi = BigDecimal.valueOf(5L << (k / 2), 3);
            BigDecimal odds = ReferenceFormulas.exp(k % 2 == 0 ? psi : psi.negate());
            BigDecimal norm = pi.multiply(odds).add(ONE).subtract(pi);
            reference.multiply(k, odds.divide(norm, DIGITS), candidate);
            reference.multiply(k, ONE.divide(norm, DIGITS), control);
        }
    }

    private static BigDecimal realised(TrialCounts trials) {
        return BigDecimal.valueOf(trials.candidate())
                .divide(BigDecimal.valueOf(trials.candidate() + trials.control()), DIGITS);
    }

    private static void assertMatchesReference(
            MixtureEProcess mixture, ReferencePayoffProduct reference, RandomEvidenceInputs random) {
        double expected = reference.logE();
        assertThat(mixture.logE())
                .as("seed %d", random.seed())
                .isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
}
