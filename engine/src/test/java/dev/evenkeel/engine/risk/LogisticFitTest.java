// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogisticFitTest {
    /* 23 launches before January 1986: temperature in degrees Fahrenheit, and whether an O-ring was damaged (Dalal,
    Fowlkes and Hoadley 1989). */
    private static final double[] TEMPERATURE = {
        53, 57, 58, 63, 66, 67, 67, 67, 68, 69, 70, 70, 70, 70, 72, 73, 75, 75, 76, 76, 78, 79, 81
    };
    private static final double[] DAMAGE = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};

    @Test
    void matchesReferenceFitOfShuttleData() {
        var fit = LogisticFit.fitMaximumLikelihood(TEMPERATURE, DAMAGE);

        assertThat(fit.intercept()).isCloseTo(15.0429, within(0.6e-4));
        assertThat(fit.slope()).isCloseTo(-0.2322, within(0.6e-4));
        assertThat(fit.interceptError()).isCloseTo(7.3786, within(0.6e-4));
        assertThat(fit.slopeError()).isCloseTo(0.1082, within(0.6e-4));
        assertThat(fit.deviance()).isCloseTo(20.315, within(0.6e-3));
        assertThat(fit.probability(31)).isCloseTo(0.9996, within(0.6e-4));
    }

    @Test
    void matchesReferenceFirthFitOfShuttleData() {
        var fit = LogisticFit.fitFirth(TEMPERATURE, DAMAGE);

        assertThat(fit.intercept()).isCloseTo(11.9495, within(0.6e-4));
        assertThat(fit.slope()).isCloseTo(-0.1860, within(0.6e-4));
        assertThat(fit.probability(31)).isCloseTo(0.9979, within(0.6e-4));
        assertThat(fit.deviance()).isGreaterThan(20.315);
    }

    /* With a factor of 0 and 1 the fit is the table's logits; their errors are roots of sums of reciprocals. */
    @Test
    void matchesLogitsOfTwoByTwoTable() {
        double[] x = {0, 0, 0, 0, 0, 1, 1, 1, 1};
        double[] y = {1, 1, 0, 0, 0, 1, 1, 1, 0};
        var fit = LogisticFit.fitMaximumLikelihood(x, y);

        assertThat(fit.intercept()).isCloseTo(Math.log(2.0 / 3), within(1e-10));
        assertThat(fit.slope()).isCloseTo(Math.log(3 / (2.0 / 3)), within(1e-10));
        assertThat(fit.interceptError()).isCloseTo(Math.sqrt(1.0 / 2 + 1.0 / 3), within(1e-10));
        assertThat(fit.slopeError()).isCloseTo(Math.sqrt(1.0 / 2 + 1.0 / 3 + 1.0 / 3 + 1), within(1e-10));
    }

    /* In such a table Firth's penalty is half an event more in each cell. */
    @Test
    void firthFitAddsHalfAnEventToEachCell() {
        var fit = LogisticFit.fitFirth(new double[] {0, 0, 0, 1, 1}, new double[] {0, 0, 0, 1, 1});

        assertThat(fit.intercept()).isCloseTo(Math.log(0.5 / 3.5), within(1e-8));
        assertThat(fit.slope()).isCloseTo(Math.log(2.5 / 0.5) - Math.log(0.5 / 3.5), within(1e-8));
    }

    @Test
    void scalesWithFactorAndFlipsSignWithOutcome() {
        var fit = LogisticFit.fitMaximumLikelihood(TEMPERATURE, DAMAGE);
        var large = LogisticFit.fitMaximumLikelihood(
                Arrays.stream(TEMPERATURE).map(x -> 1e6 * x).toArray(), DAMAGE);
        var turned = LogisticFit.fitMaximumLikelihood(
                TEMPERATURE, Arrays.stream(DAMAGE).map(y -> 1 - y).toArray());

        assertThat(large.slope() * 1e6).isCloseTo(fit.slope(), within(1e-9));
        assertThat(large.intercept()).isCloseTo(fit.intercept(), within(1e-8));
        assertThat(turned.slope()).isCloseTo(-fit.slope(), within(1e-9));
        assertThat(turned.intercept()).isCloseTo(-fit.intercept(), within(1e-8));
        assertThat(turned.deviance()).isCloseTo(fit.deviance(), within(1e-9));
    }

    @Test
    void rejectsSeparatedDataWithoutFirthPenalty() {
        assertRejected(new double[] {1, 2, 3, 4}, new double[] {0, 0, 1, 1}, "x separates y = 1");
        assertRejected(new double[] {1, 2, 3, 4}, new double[] {1, 1, 0, 0}, "\"firth\":true");
        assertRejected(new double[] {1, 2, 2, 4}, new double[] {0, 0, 1, 1}, "x separates");
        assertRejected(new double[] {1, 2, 3}, new double[] {0, 0, 0}, "x separates");
    }

    @Test
    void fitsSeparatedDataWithFirthPenalty() {
        assertThat(LogisticFit.fitFirth(new double[] {1, 2, 3, 4}, new double[] {0, 0, 1, 1})
                        .slope())
                .isBetween(0.1, 5.0);
        assertThat(LogisticFit.fitFirth(new double[] {1, 2, 3}, new double[] {0, 0, 0})
                        .intercept())
                .isNegative();
    }

    @Test
    void rejectsInvalidInput() {
        assertRejected(new double[] {1, 2}, new double[] {1}, "x and y must have the same length, got 2 x and 1 y");
        assertRejected(new double[] {}, new double[] {}, "two different values");
        assertRejected(new double[] {3, 3, 3}, new double[] {1, 0, 1}, "two different values");
        assertRejected(new double[] {1, 2}, new double[] {1, 0.5}, "y must be 0 or 1, got y[1] = 0.5");
        assertRejected(new double[] {1, 1e200}, new double[] {1, 0}, "x[1] = 1.0E200");
    }

    private static void assertRejected(double[] x, double[] y, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogisticFit.fitMaximumLikelihood(x, y))
                .withMessageContaining(message);
    }
}
