// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.incident.SimulatedIncidentHistories.History;
import dev.evenkeel.engine.incident.SimulatedIncidentHistories.HistoryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Calibration of suspicions on simulated histories to which the factors were not fitted. docs/adr/0103 quotes the
/// results.
final class SuspectedChangeRankerCalibrationTest {
    private static final int HISTORIES = 1000;
    private static final long SEED = 20_261_129;

    /// What a set of histories showed.
    private static final class Score {
        private final List<double[]> stated = new ArrayList<>();
        private int withCause;
        private int first;
        private int amongThree;

        static Score of(HistoryParameters parameters) {
            var score = new Score();
            new SimulatedIncidentHistories(SEED, parameters).generate(HISTORIES).forEach(score::add);
            return score;
        }

        private void add(History history) {
            List<SuspectedChangeRanker.RankedChange> ranked =
                    SuspectedChangeRanker.rank(history.onset(), history.changes());
            for (int place = 0; place < ranked.size(); place++) {
                boolean isCause = ranked.get(place).change().name().equals(history.cause());
                if (ranked.get(place).share() > 0) {
                    stated.add(new double[] {ranked.get(place).share(), isCause ? 1 : 0});
                }
                first += isCause && place == 0 ? 1 : 0;
                amongThree += isCause && place < 3 ? 1 : 0;
            }
            withCause += history.cause() == null ? 0 : 1;
        }

        double first() {
            return (double) first / withCause;
        }

        double amongThree() {
            return (double) amongThree / withCause;
        }

        /// Mean stated share and the share that was right, of the candidates with shares in [from, to).
        double[] bin(double from, double to) {
            List<double[]> in =
                    stated.stream().filter(one -> one[0] >= from && one[0] < to).toList();
            return new double[] {
                in.stream().mapToDouble(one -> one[0]).average().orElse(Double.NaN),
                in.stream().mapToDouble(one -> one[1]).average().orElse(Double.NaN),
                in.size()
            };
        }

        String format() {
            var words = new StringBuilder(String.format(
                    Locale.ROOT,
                    "cause first %.0f%%, among the first three %.0f%%",
                    100 * first(),
                    100 * amongThree()));
            for (double from = 0; from < 0.99; from += 0.2) {
                double[] bin = bin(from, from + 0.2);
                words.append(String.format(
                        Locale.ROOT, "; %.0f changes stated %.0f%%, right %.0f%%", bin[2], 100 * bin[0], 100 * bin[1]));
            }
            return words.toString();
        }
    }

    @Test
    void usuallyRanksCauseFirstWithCalibratedShares() {
        Score score = Score.of(HistoryParameters.TYPICAL);
        System.out.println("Usual: " + score.format());
        assertThat(score.first()).as(score.format()).isGreaterThan(0.5);
        assertThat(score.amongThree()).as(score.format()).isGreaterThan(0.7);
        for (double from = 0; from < 0.99; from += 0.2) {
            double[] bin = score.bin(from, from + 0.2);
            assertThat(bin[1]).as(score.format()).isCloseTo(bin[0], within(0.1));
        }
    }

    @Test
    void usuallyRanksCauseAmongTopThreeInOtherScenarios() {
        for (HistoryParameters parameters : List.of(
                new HistoryParameters(0.6, 0.25, 1),
                new HistoryParameters(0.35, 0.5, 1),
                new HistoryParameters(0.35, 0.25, 3),
                new HistoryParameters(0.35, 0.25, 0.3))) {
            Score score = Score.of(parameters);
            System.out.println(parameters + ": " + score.format());
            assertThat(score.amongThree()).as(score.format()).isGreaterThan(0.5);
        }
    }
}
