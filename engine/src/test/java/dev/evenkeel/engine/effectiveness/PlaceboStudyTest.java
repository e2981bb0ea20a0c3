// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.risk.PublicDataset;
import dev.evenkeel.engine.stats.BinomialInterval;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlaceboStudyTest {
    private static final int HISTORIES = 1_000;
    private static final PlaceboFailureModel MODEL = PlaceboFailureModel.standard(20);

    /* The counts themselves show at most 5%: the exact interval of the share ends below it. */
    @Test
    void limitsFalseImprovementsToFivePercent() {
        PlaceboStudy study = PlaceboStudy.run(MODEL, 1, HISTORIES, 1);

        assertThat(upperBound(study.honest().improved())).isLessThan(0.05);
        assertThat(study.honest().worse()).isLessThan(70);
        assertThat(study.undispersed().improved()).isGreaterThan(200);
        assertThat(study.naive().improved()).isGreaterThan(500);
    }

    @Test
    void limitsFalseImprovementsWithComparisonServices() {
        PlaceboStudy study = PlaceboStudy.run(MODEL.withComparisons(3, 0.03), 1, HISTORIES, 1);

        assertThat(upperBound(study.honest().improved())).isLessThan(0.05);
    }

    @Test
    void detectsRealImprovement() {
        PlaceboStudy alone = PlaceboStudy.run(MODEL, 0.4, HISTORIES, 1);
        PlaceboStudy beside = PlaceboStudy.run(MODEL.withComparisons(3, 0.03), 0.4, 300, 1);

        assertThat(alone.honest().improved()).isGreaterThan(950);
        assertThat(beside.honest().improved()).isGreaterThan(255);
    }

    @Test
    void returnsSameResultForSameSeed() {
        assertThat(PlaceboStudy.run(MODEL, 1, 20, 7)).isEqualTo(PlaceboStudy.run(MODEL, 1, 20, 7));
    }

    /* Half of the excess of a dispersion of 3 with memory 0.6: (2/3)/2 * 0.6^k = 0.20, 0.12, 0.07. */
    @Test
    void matchesAutocorrelationOfPublishedIncidents() throws IOException {
        double[] begun = PublicDataset.read("cua-github.csv", 230).numbers("start_time");
        double[] weekly = new double[232];
        for (double at : begun) {
            weekly[(int) (at / (7 * 86_400))]++;
        }

        assertThat(autocorrelation(weekly, 1)).isEqualTo(0.18, within(0.005));
        assertThat(autocorrelation(weekly, 2)).isEqualTo(0.09, within(0.005));
        assertThat(autocorrelation(weekly, 3)).isEqualTo(0.06, within(0.005));
    }

    @Test
    void rejectsInvalidModelParameters() {
        assertThatIllegalArgumentException().isThrownBy(() -> PlaceboFailureModel.standard(0));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.withMemoryAndDrift(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.withWeeksAfter(0));
        assertThatIllegalArgumentException().isThrownBy(() -> PlaceboStudy.run(MODEL, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> PlaceboStudy.run(MODEL, 1, 0, 1));
    }

    private static double upperBound(int claims) {
        return BinomialInterval.clopperPearson(claims, HISTORIES, 0.95).high();
    }

    private static double autocorrelation(double[] series, int lag) {
        double mean = Arrays.stream(series).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (int i = 0; i < series.length; i++) {
            squares += (series[i] - mean) * (series[i] - mean);
            products += i < lag ? 0 : (series[i] - mean) * (series[i - lag] - mean);
        }
        return products / squares;
    }
}
