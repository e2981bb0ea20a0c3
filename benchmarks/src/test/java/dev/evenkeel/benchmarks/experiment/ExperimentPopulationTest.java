// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.benchmarks.simulation.RandomDraws;
import dev.evenkeel.engine.experiment.ExperimentGoal.SingleUnitMetricTotals;
import dev.evenkeel.engine.experiment.ExperimentUnitResult;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentPopulationTest {
    private static final int UNITS = 200_000;

    static Stream<ExperimentPopulation> populations() {
        return Stream.of(
                ConversionPopulation.of(0.1, 0.12),
                ConversionPopulation.swinging(0.05, 0.1, 0.12),
                AmountPopulation.spent(0.03, 1, 500, 30, 33),
                AmountPopulation.spent(1, 1.5, 300, 20, 21),
                AmountPopulation.waited(0.5, 0.8, 3_000, 200, 190),
                new CovariatePopulation.NormalCovariate(0.7, 0.5, 0.35),
                CovariatePopulation.SpendCovariate.times(1.1, 0.8),
                new CovariatePopulation.ReturningBuyerCovariate(0.01));
    }

    @ParameterizedTest
    @MethodSource("populations")
    void drawnSamplesMatchMeanAndVariance(ExperimentPopulation population) {
        var draws = new RandomDraws(4);
        for (int variant = 0; variant < 2; variant++) {
            var drawn = new SampleMoments();
            for (int i = 0; i < UNITS; i++) {
                double score = score(population, population.unit(variant, i, draws));
                if (!Double.isNaN(score)) {
                    drawn.add(score * population.goal().maxOutcome());
                }
            }
            double error = Math.sqrt(population.variance(variant) / drawn.units());
            assertThat(drawn.mean()).isCloseTo(population.mean(variant), within(4 * error));
            assertThat(drawn.error() * drawn.units() / population.variance(variant))
                    .isBetween(0.9, 1.1);
        }
    }

    @ParameterizedTest
    @MethodSource("populations")
    void covariateHasDeclaredCorrelation(ExperimentPopulation population) {
        if (population instanceof CovariatePopulation known) {
            var draws = new RandomDraws(5);
            double[] x = new double[UNITS];
            double[] y = new double[UNITS];
            int pairs = 0;
            while (pairs < UNITS) {
                ExperimentUnitResult unit = population.unit(0, pairs, draws);
                if (!Double.isNaN(unit.covariate())) {
                    x[pairs] = unit.covariate();
                    y[pairs++] = score(population, unit);
                }
            }
            assertThat(correlation(x, y)).isCloseTo(known.correlation(), within(0.03));
        }
    }

    private static double score(ExperimentPopulation population, ExperimentUnitResult unit) {
        return population
                .goal()
                .score(unit.metrics().getOrDefault(population.goal().metric(), SingleUnitMetricTotals.NOTHING));
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i] / x.length;
            meanY += y[i] / y.length;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
