// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastVerificationScoresTest {
    private static final long SEED = 50;

    /* By hand: squares 0.01, 0.04, 0.36, 0.16; bins 1 (0.1, no), 2 (0.2, no), 6 (0.6 no, 0.6 yes). */
    @Test
    void matchesHandCalculatedScores() {
        double[] said = {0.1, 0.2, 0.6, 0.6};
        double[] came = {0, 0, 0, 1};
        var score = ForecastVerificationScores.score(said, came);

        assertThat(score.brier()).isCloseTo(0.57 / 4, within(1e-15));
        assertThat(score.log())
                .isCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.4) + Math.log(0.6)) / 4, within(1e-15));
        assertThat(score.reliability()).isCloseTo((0.01 + 0.04 + 2 * 0.01) / 4, within(1e-15));
        assertThat(score.resolution()).isCloseTo((2 * 0.0625 + 2 * 0.0625) / 4, within(1e-15));
        assertThat(score.uncertainty()).isEqualTo(0.1875);
        /* The isotonic fit is 0, 0, 1/2, 1/2, with a score of 1/8. */
        assertThat(score.miscalibration()).isCloseTo(0.1425 - 0.125, within(1e-15));
        assertThat(score.discrimination()).isCloseTo(0.1875 - 0.125, within(1e-15));
        assertThat(score.diagram().bins())
                .extracting(
                        ReliabilityDiagram.Bin::from,
                        bin -> bin.observed().count(),
                        bin -> bin.observed().total())
                .containsExactly(tuple(0.1, 0L, 1L), tuple(0.2, 0L, 1L), tuple(0.6, 1L, 2L));
        assertThat(score.diagram().bins().getLast().meanForecast()).isEqualTo(0.6);
        assertThat(score.diagram().bins().getLast().observed().low()).isCloseTo(0.0945, within(1e-4));
        double surplus = -0.1 * 0.8 - 0.2 * 0.6 + 0.6 * 0.2 - 0.4 * 0.2;
        double variance = 0.64 * 0.09 + 0.36 * 0.16 + 2 * 0.04 * 0.24;
        assertThat(score.spiegelhalterZ()).isCloseTo(surplus / Math.sqrt(variance), within(1e-14));
    }

    /* By NumPy and SciPy's isotonic regression; the seven ties of the NFL are left out. */
    @ParameterizedTest
    @CsvSource({
        "538-nfl-games.csv, 1889, 0.220826328118605, 0.6315162289302523, 0.00384588842896344",
        "538-nhl-games.csv, 1401, 0.2312567811152321, 0.6547679630659797, 0.006324446068519313",
        "538-wnba-games.csv, 450, 0.2179314089584541, 0.6242906157363766, 0.013574220509651819",
        "538-world-cup-matches-men.csv, 176, 0.2009761443243823, 0.5999351231126488, 0.016715925376663332"
    })
    void scoresPublishedForecasts(String file, int rows, double brier, double log, double miscalibration)
            throws IOException {
        var data = PublicDataset.read(file, rows);
        double[] said = data.numbers("prob1");
        double[] came = data.numbers("prob1_outcome");
        int[] resolved = IntStream.range(0, rows)
                .filter(i -> came[i] == 0 || came[i] == 1)
                .toArray();
        double[] p = Arrays.stream(resolved).mapToDouble(i -> said[i]).toArray();
        double[] y = Arrays.stream(resolved).mapToDouble(i -> came[i]).toArray();
        var score = ForecastVerificationScores.score(p, y);

        assertThat(score.brier()).isCloseTo(brier, within(1e-12));
        assertThat(score.log()).isCloseTo(log, within(1e-12));
        assertThat(score.miscalibration()).isCloseTo(miscalibration, within(1e-12));
        assertDecompositionsAddUp(score, p, y);
    }

    @Test
    void rejectsTiedOutcomes() throws IOException {
        var data = PublicDataset.read("538-nfl-games.csv", 1_889);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ForecastVerificationScores.score(data.numbers("prob1"), data.numbers("prob1_outcome")))
                .withMessageContaining("outcomes must be 0 or 1, 7 of 1889 are not: outcomes[145] is 0.5");
    }

    @Test
    void bothDecompositionsAddUpToBrierScore() {
        var random = new SplittableRandom(SEED);
        for (int run = 0; run < 200; run++) {
            int size = 1 + random.nextInt(60);
            double[] p = random.doubles(size)
                    .map(x -> 0.01 + Math.round(98 * x) / 100.0)
                    .toArray();
            double[] y = Arrays.stream(p)
                    .map(chance -> random.nextDouble() < chance ? 1 : 0)
                    .toArray();
            var score = ForecastVerificationScores.score(p, y);
            assertDecompositionsAddUp(score, p, y);
            assertThat(score.miscalibration()).isGreaterThanOrEqualTo(-1e-15);
            assertThat(score.discrimination()).isBetween(-1e-15, score.uncertainty() + 1e-15);
            assertThat(score.resolution()).isLessThanOrEqualTo(score.uncertainty() + 1e-15);
        }
    }

    private static void assertDecompositionsAddUp(ForecastVerificationScores score, double[] p, double[] y) {
        assertThat(score.miscalibration() - score.discrimination() + score.uncertainty())
                .isCloseTo(score.brier(), within(1e-14));
        assertThat(score.withinBins()).isCloseTo(withinBins(p, y), within(1e-12));
    }

    /* Variance of forecasts within their bin, less twice their covariance with what came (Stephenson et al. 2008). */
    private static double withinBins(double[] p, double[] y) {
        double sum = 0;
        for (int bin = 0; bin < 10; bin++) {
            int which = bin;
            int[] members = IntStream.range(0, p.length)
                    .filter(i -> Math.min(9, (int) (p[i] * 10)) == which)
                    .toArray();
            double said =
                    Arrays.stream(members).mapToDouble(i -> p[i]).average().orElse(0);
            double came =
                    Arrays.stream(members).mapToDouble(i -> y[i]).average().orElse(0);
            for (int i : members) {
                sum += (p[i] - said) * (p[i] - said) - 2 * (p[i] - said) * (y[i] - came);
            }
        }
        return sum / p.length;
    }

    @Test
    void isotonicFitIncreasesAndPoolsEqualForecasts() {
        double[] fit = IsotonicFit.fit(new double[] {0.3, 0.1, 0.3, 0.2, 0.9}, new double[] {0, 1, 1, 0, 1});
        assertThat(fit).containsExactly(0.5, 0.5, 0.5, 0.5, 1);
    }

    /* Always right and sure; always a half. */
    @Test
    void scoresPerfectAndUninformativeForecasts() {
        var best = ForecastVerificationScores.score(new double[] {0, 1, 1}, new double[] {0, 1, 1});
        assertThat(best.brier()).isZero();
        assertThat(best.log()).isZero();
        assertThat(best.spiegelhalterZ()).isNaN();
        var idle = ForecastVerificationScores.score(new double[] {0.5, 0.5}, new double[] {0, 1});
        assertThat(idle.brier()).isEqualTo(0.25);
        assertThat(idle.log()).isCloseTo(Math.log(2), within(1e-15));
        assertThat(idle.resolution()).isZero();
    }

    @Test
    void rejectsUnscorableForecasts() {
        assertRejected(new double[] {0.5}, new double[] {}, "must have the same length");
        assertRejected(new double[] {}, new double[] {}, "at least 1");
        assertRejected(new double[] {1.2}, new double[] {1}, "probabilities[0] = 1.2");
        assertRejected(
                new double[] {0.2, 0}, new double[] {1, 1}, "probabilities[1] is 0.0 and the outcome 1: a wrong");
        assertRejected(new double[] {1}, new double[] {0}, "no finite log score");
    }

    private static void assertRejected(double[] p, double[] y, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ForecastVerificationScores.score(p, y))
                .withMessageContaining(message);
    }
}
