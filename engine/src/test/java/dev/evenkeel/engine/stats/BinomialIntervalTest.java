// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialIntervalTest {
    private static final double LEVEL = 0.95;
    private static final long SEED = 71;

    /* From quantiles of beta distributions in SciPy 1.17. */
    @ParameterizedTest
    @CsvSource({
        "2, 5, 0.95, 0.05274495052631693, 0.8533672003653268",
        "0, 10, 0.95, 0, 0.3084971078187607",
        "10, 10, 0.9, 0.7411344491069477, 1",
        "1, 1000000, 0.95, 2.53178076637942e-08, 5.571630655166939e-06",
        "7, 20, 0.99, 0.11387976326673242, 0.6565685842319211"
    })
    void clopperPearsonMatchesReferenceValues(long events, long trials, double level, double low, double high) {
        assertInterval(BinomialInterval.clopperPearson(events, trials, level), low, high);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 5, 0.95, 0.09439032734434409, 0.7905833359239951",
        "0, 10, 0.95, 4.789043315758196e-05, 0.21719626750921053",
        "10, 10, 0.9, 0.829226891755152, 0.9998082637110255",
        "1, 1000000, 0.95, 1.0789766246541877e-07, 4.6741920467298275e-06",
        "7, 20, 0.99, 0.12960103129585826, 0.6334295935170728"
    })
    void jeffreysMatchesReferenceValues(long events, long trials, double level, double low, double high) {
        assertInterval(BinomialInterval.jeffreys(events, trials, level), low, high);
    }

    private static void assertInterval(BinomialInterval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-10 * low));
        assertThat(interval.high()).isCloseTo(high, within(1e-10 * high));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 5, 0.95, 0.11762077423264786, 0.769275718723987",
        "0, 10, 0.95, 0, 0.2775327998628892",
        "10, 10, 0.9, 0.7870580299165931, 1",
        "7, 20, 0.99, 0.14639344137693874, 0.6283381789526872"
    })
    void wilsonMatchesReferenceValues(long events, long trials, double level, double low, double high) {
        var interval = BinomialInterval.wilson(events, trials, level);
        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
    }

    /* Its ends are where the score statistic has the normal quantile: (share - p)^2 = z^2 p (1 - p) / n. */
    @Test
    void wilsonBoundsSolveScoreEquation() {
        var interval = BinomialInterval.wilson(3, 20, LEVEL);
        for (double p : new double[] {interval.low(), interval.high()}) {
            assertThat(Math.abs(0.15 - p) / Math.sqrt(p * (1 - p) / 20)).isCloseTo(1.959963984540054, within(1e-9));
        }
    }

    /* Without an event, 1 - (tail)^(1/n) is the upper end. */
    @Test
    void clopperPearsonMatchesClosedFormWithoutEvents() {
        for (long trials : new long[] {1, 7, 300, 1_000_000, BinomialInterval.MAX_TRIALS}) {
            double end = -Math.expm1(Math.log(0.025) / trials);
            assertThat(BinomialInterval.clopperPearson(0, trials, LEVEL).high()).isCloseTo(end, within(1e-11 * end));
            assertThat(BinomialInterval.clopperPearson(trials, trials, LEVEL).low())
                    .isCloseTo(1 - end, within(1e-12));
        }
    }

    /// Counts and a confidence level.
    private record CountsAndLevel(long events, long trials, double level) {}

    private static Stream<CountsAndLevel> randomSamples() {
        var random = new SplittableRandom(SEED);
        return Stream.generate(() -> {
                    long trials = 1 + random.nextLong(400);
                    long events = random.nextLong(trials + 1);
                    return new CountsAndLevel(events, trials, 0.05 + 0.9 * random.nextDouble());
                })
                .limit(300);
    }

    @Test
    void isSymmetricForComplementaryEvents() {
        randomSamples().forEach(sample -> {
            long events = sample.events();
            long trials = sample.trials();
            double level = sample.level();
            assertMirrored(
                    BinomialInterval.clopperPearson(events, trials, level),
                    BinomialInterval.clopperPearson(trials - events, trials, level));
            assertMirrored(
                    BinomialInterval.jeffreys(events, trials, level),
                    BinomialInterval.jeffreys(trials - events, trials, level));
            assertMirrored(
                    BinomialInterval.wilson(events, trials, level),
                    BinomialInterval.wilson(trials - events, trials, level));
        });
    }

    @Test
    void exactIntervalContainsJeffreysInterval() {
        randomSamples().forEach(sample -> {
            var exact = BinomialInterval.clopperPearson(sample.events(), sample.trials(), sample.level());
            var jeffreys = BinomialInterval.jeffreys(sample.events(), sample.trials(), sample.level());
            assertThat(exact.low()).isLessThanOrEqualTo(jeffreys.low());
            assertThat(exact.high()).isGreaterThanOrEqualTo(jeffreys.high());
        });
    }

    @Test
    void widensWithLevel() {
        randomSamples().forEach(sample -> {
            var wilson = BinomialInterval.wilson(sample.events(), sample.trials(), sample.level());
            var wider = BinomialInterval.wilson(sample.events(), sample.trials(), sample.level() + 0.04);
            assertThat(wider.low()).isLessThanOrEqualTo(wilson.low());
            assertThat(wider.high()).isGreaterThanOrEqualTo(wilson.high());
        });
    }

    private static void assertMirrored(BinomialInterval one, BinomialInterval other) {
        assertThat(one.low()).isCloseTo(1 - other.high(), within(1e-12));
        assertThat(one.high()).isCloseTo(1 - other.low(), within(1e-12));
        assertThat(one.low()).isBetween(0.0, one.high());
        assertThat(one.high()).isLessThanOrEqualTo(1);
    }

    @Test
    void rejectsInvalidCountsAndLevels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialInterval.wilson(3, 2, LEVEL))
                .withMessageContaining("events must be 0 to trials, got 3 of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialInterval.jeffreys(0, 0, LEVEL))
                .withMessageContaining("trials must be 1 to");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialInterval.clopperPearson(-1, 2, LEVEL))
                .withMessageContaining("events must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialInterval.clopperPearson(1, 2, 1))
                .withMessageContaining("level must be above 0 and below 1, got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BinomialInterval.jeffreys(1, BinomialInterval.MAX_TRIALS + 1, LEVEL))
                .withMessageContaining("1 to 1000000000");
    }
}
