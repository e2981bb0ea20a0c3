// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CauseHarmRankingCalculatorTest {
    private static final long SEED = 20_261_125;
    private static final double YEAR = 365.25;

    private static List<PastIncidentHarm> incidentsPerCause(int... counts) {
        List<PastIncidentHarm> incidents = new ArrayList<>();
        for (int cause = 0; cause < counts.length; cause++) {
            for (int i = 0; i < counts[cause]; i++) {
                incidents.add(new PastIncidentHarm(Map.of("c" + cause, 1.0), 100.0, 10.0));
            }
        }
        return incidents;
    }

    private static CauseHarmRanking rank(List<PastIncidentHarm> incidents, HarmMeasure measure) {
        return CauseHarmRankingCalculator.rank(incidents, measure, YEAR, SEED);
    }

    /* Ten incidents, 3, 2, 2, 1, 1, 1: under a flat prior the first three are the true ones with probability 0.22. Each
    alone is more probable; together the probabilities are three. */
    @Test
    void reportsUncertainTopThreeForTenIncidents() {
        CauseHarmRanking report = rank(incidentsPerCause(3, 2, 2, 1, 1, 1), HarmMeasure.COUNT);
        assertThat(report.rows())
                .extracting(CauseHarmRanking.RankedCause::cause)
                .containsExactly("c0", "c1", "c2", "c3", "c4", "c5");
        assertThat(report.rows().stream()
                        .mapToDouble(CauseHarmRanking.RankedCause::topThreeProbability)
                        .sum())
                .isCloseTo(3, within(1e-9));
        assertThat(report.rows().getFirst().topThreeProbability()).isBetween(0.75, 0.85);
        assertThat(report.rows().getLast().topThreeProbability()).isBetween(0.25, 0.35);
        assertThat(report.rows().getLast().cumulativeShare()).isCloseTo(1, within(1e-12));
    }

    /* Against the law itself: the rate of a cause with n incidents in a year is Gamma(n + 1) a year. */
    @Test
    void matchesClosedFormForSavingsPerQuarter() {
        CauseHarmRanking report = rank(incidentsPerCause(4, 1), HarmMeasure.COUNT);
        CauseHarmRanking.Interval saved = report.rows().getFirst().incidentsPerQuarter();
        assertThat(saved.mean()).isCloseTo(5 / 4.0, within(0.02));
        assertThat(saved.low()).isCloseTo(1.9701 / 4, within(0.02));
        assertThat(saved.high()).isCloseTo(9.1535 / 4, within(0.05));
        assertThat(report.rows().getFirst().harmPerQuarter()).isEqualTo(saved);
        CauseHarmRanking money = rank(incidentsPerCause(4, 1), HarmMeasure.MONEY);
        assertThat(money.rows().getFirst().harmPerQuarter().mean()).isCloseTo(125, within(2.0));
        assertThat(money.rows().getFirst().share().mean()).isCloseTo(5 / 7.0, within(0.01));
    }

    @Test
    void ranksCausesDifferentlyByMoneyThanByCount() {
        List<PastIncidentHarm> incidents = new ArrayList<>(incidentsPerCause(5, 3));
        incidents.add(new PastIncidentHarm(Map.of("rare", 1.0), 50_000.0, 10.0));
        assertThat(rank(incidents, HarmMeasure.COUNT).rows().getFirst().cause()).isEqualTo("c0");
        CauseHarmRanking.RankedCause rare =
                rank(incidents, HarmMeasure.MONEY).rows().getFirst();
        assertThat(rare.cause()).isEqualTo("rare");
        assertThat(rare.observedShare()).isGreaterThan(0.98);
        assertThat(rare.share().low())
                .as("one incident does not give certainty")
                .isLessThan(0.6);
    }

    @Test
    void splitsHarmAmongCausesAndCountsExcludedIncidents() {
        List<PastIncidentHarm> incidents = List.of(
                new PastIncidentHarm(Map.of("a", 0.75, "b", 0.25), 400.0, 60.0),
                new PastIncidentHarm(Map.of("b", 1.0), null, 20.0),
                new PastIncidentHarm(Map.of(), 1_000.0, 5.0));
        CauseHarmRanking money = rank(incidents, HarmMeasure.MONEY);
        assertThat(money.incidents()).isEqualTo(1);
        assertThat(money.untagged()).isEqualTo(1);
        assertThat(money.unknown()).isEqualTo(1);
        assertThat(money.rows()).extracting(CauseHarmRanking.RankedCause::harm).containsExactly(300.0, 100.0);
        CauseHarmRanking minutes = rank(incidents, HarmMeasure.MINUTES);
        assertThat(minutes.rows())
                .extracting(CauseHarmRanking.RankedCause::harm)
                .containsExactly(45.0, 35.0);
        assertThat(minutes.rows())
                .extracting(CauseHarmRanking.RankedCause::count)
                .containsExactly(0.75, 1.25);
        assertThat(rank(List.of(), HarmMeasure.MONEY).rows()).isEmpty();
    }

    @Test
    void returnsSameRankingForSameSeed() {
        assertThat(rank(incidentsPerCause(2, 2, 1, 1), HarmMeasure.MINUTES))
                .isEqualTo(rank(incidentsPerCause(2, 2, 1, 1), HarmMeasure.MINUTES));
    }

    /* Mean and variance of a gamma law are its shape. */
    @Test
    void drawsGammaSamplesWithCorrectMeanAndVariance() {
        var gammaSampler = new GammaSampler(SEED);
        for (double shape : new double[] {0.2, 0.75, 1, 3.5, 40}) {
            double[] draws = new double[40_000];
            Arrays.setAll(draws, i -> gammaSampler.sample(shape));
            double mean = Arrays.stream(draws).average().orElseThrow();
            double variance = Arrays.stream(draws)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            assertThat(mean).as("shape %s", shape).isCloseTo(shape, within(0.04 * Math.max(shape, 1)));
            assertThat(variance).as("shape %s", shape).isCloseTo(shape, within(0.1 * Math.max(shape, 1)));
        }
    }
}
