// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompoundPoissonLossTest {
    private static final long SEED = 2_026;
    private static final int YEARS = 400_000;

    @ParameterizedTest
    @CsvSource({"0.1, 1e7, 1e9, 1e8, 0.04919", "0.1, 1e7, 1e9, 1e9, 0.005124", "2, 1, 10, 10, 0.31627"})
    void matchesProbabilitiesOfWorkedExamples(double frequency, double low, double high, double loss, double chance) {
        var exceedance = of(frequency, low, high).exceedance(loss);

        assertThat(exceedance.probability()).isCloseTo(chance, within(0.6e-5));
        assertThat(exceedance.error()).isLessThan(1e-9);
    }

    /* By fast Fourier transform on 2^20 steps below the loss, with exponential tilting, in NumPy. */
    @ParameterizedTest
    @CsvSource({
        "2, 1, 1000, 100, 0.4876732852713",
        "2, 1, 1e6, 1e6, 0.098173085",
        "50, 1, 10, 300, 0.0073162121493",
        "5, 9, 11, 52, 0.3943305925449",
        "5, 9.9, 10.1, 50.1, 0.42392199202",
        "500, 1, 10, 2000, 0.5628906954922",
        "700, 1, 100, 20000, 0.2149167664"
    })
    void matchesFourierTransformReferenceValues(double frequency, double low, double high, double loss, double chance) {
        var exceedance = of(frequency, low, high).exceedance(loss);

        assertThat(exceedance.error()).isLessThan(1e-6);
        assertThat(exceedance.probability()).isCloseTo(chance, within(1e-9 + exceedance.error()));
    }

    @Test
    void matchesReferenceValuesInTail() {
        assertThat(of(2, 1, 10).exceedance(60).probability()).isCloseTo(0.000144354896850755, within(1e-12));
        assertThat(of(0.1, 1e7, 1e9).exceedance(1e9).probability()).isCloseTo(0.005123620815445, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, 10, 10, 0.31627",
        "0.1, 1e7, 1e9, 1e8, 0.04919",
        "12, 1, 10, 54, 0.34524",
        "2, 1, 1000, 500, 0.20352"
    })
    void agreesWithFourierInversionOfDiscretizedLoss(
            double frequency, double low, double high, double loss, double chance) {
        double coarse = FourierInversion.above(frequency, LognormalValue.between(low, high), loss, 1 << 13);
        double fine = FourierInversion.above(frequency, LognormalValue.between(low, high), loss, 1 << 16);
        double recursion = of(frequency, low, high).exceedance(loss).probability();

        assertThat(recursion).isCloseTo(chance, within(0.6e-5));
        assertThat(fine)
                .as("differs by at most the change from an eighth of the step, plus rounding of the transform")
                .isCloseTo(recursion, within(Math.abs(fine - coarse) + 1e-10));
    }

    @Test
    void agreesWithSimulationWithinStandardError() {
        var random = new SplittableRandom(SEED);
        for (double frequency : new double[] {0.3, 2, 12}) {
            var lognormalValue = LognormalValue.between(1, 10);
            double loss = frequency == 2 ? 10 : 6 + 4 * frequency;
            int above = 0;
            for (int year = 0; year < YEARS; year++) {
                above += total(random, frequency, lognormalValue) > loss ? 1 : 0;
            }
            double share = (double) above / YEARS;
            double chance = new CompoundPoissonLoss(frequency, lognormalValue)
                    .exceedance(loss)
                    .probability();
            double error = Math.sqrt(chance * (1 - chance) / YEARS);
            assertThat(share).as("%d years, seed %d", YEARS, SEED).isCloseTo(chance, within(3.5 * error));
        }
    }

    /* Exponential waits make the count of events Poisson. */
    private static double total(SplittableRandom random, double frequency, LognormalValue lognormalValue) {
        double total = 0;
        double wait = -Math.log(1 - random.nextDouble());
        while (wait < frequency) {
            total += Math.exp(lognormalValue.mu() + lognormalValue.sigma() * random.nextGaussian());
            wait -= Math.log(1 - random.nextDouble());
        }
        return total;
    }

    @Test
    void decreasesWithLossAndIncreasesWithFrequency() {
        double before = 1;
        for (double loss = 0; loss < 60; loss += 1.7) {
            double chance = of(2, 1, 10).exceedance(loss).probability();
            assertThat(chance).isLessThan(before);
            assertThat(of(2.5, 1, 10).exceedance(loss).probability()).isGreaterThan(chance);
            before = chance;
        }
    }

    /* A rare event's total is its own loss; no total is above the chance of any event, or below that of one so large. */
    @Test
    void liesBetweenProbabilitiesOfOneLargeAndAnyEvent() {
        var rare = of(1e-6, 1, 10);
        assertThat(rare.exceedance(10).probability()).isCloseTo(0.05e-6, within(1e-12));
        for (double loss : new double[] {1e-9, 0.5, 30, 1e4, 1e12, 1e300}) {
            double chance = of(2, 1, 10).exceedance(loss).probability();
            double single = LognormalValue.between(1, 10).exceedance(loss);
            assertThat(chance).isBetween(-Math.expm1(-2 * single), -Math.expm1(-2));
        }
        assertThat(of(2, 1, 10).exceedance(0).probability()).isEqualTo(-Math.expm1(-2));
        assertThat(of(0, 1, 10).exceedance(5).probability()).isZero();
    }

    @Test
    void reportsLargeErrorWithoutConvergence() {
        var many = of(1e6, 1, 10);
        double mean = many.mean();

        assertThat(many.exceedance(1.001 * mean).error()).isGreaterThan(1e-6);
        assertThat(many.exceedance(2 * mean).probability()).isCloseTo(0, within(1e-9));
        assertThat(many.exceedance(0.5 * mean).probability()).isCloseTo(1, within(1e-9));
    }

    @Test
    void hasMeanProportionalToFrequency() {
        assertThat(of(0.1, 1, 10).mean()).isCloseTo(0.40400, within(1e-5));
        assertThat(of(0, 1, 10).mean()).isZero();
    }

    @Test
    void rejectsInvalidParameters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(-1, 1, 10))
                .withMessageContaining("frequency must be 0 or more, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1, 1e-300, 1e300))
                .withMessageContaining("exceeds the range of numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(1, 1, 10).exceedance(-1))
                .withMessageContaining("loss must be 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(2e6, 1, 10).exceedance(1))
                .withMessageContaining("frequency must be 0 to 1000000");
    }

    private static CompoundPoissonLoss of(double frequency, double low, double high) {
        return new CompoundPoissonLoss(frequency, LognormalValue.between(low, high));
    }
}
