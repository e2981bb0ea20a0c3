// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionDifferenceTest {
    /* Table II of Newcombe (1998), method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.2000, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.6000, 0.1705, 0.8090",
        "5, 56, 0, 29, 0.0893, -0.0381, 0.1926",
        "0, 10, 0, 20, 0.0000, -0.1611, 0.2775",
        "10, 10, 0, 20, 1.0000, 0.6791, 1.0000"
    })
    void matchesPublishedIntervals(
            long some, long all, long otherSome, long otherAll, double difference, double low, double high) {
        var found = ProportionDifference.between(
                        ObservedProportion.of(otherSome, otherAll), ObservedProportion.of(some, all))
                .orElseThrow();
        assertThat(found.difference()).isCloseTo(difference, within(0.00005));
        assertThat(found.low()).isCloseTo(low, within(0.00005));
        assertThat(found.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void isEmptyWithoutTrials() {
        assertThat(ProportionDifference.between(ObservedProportion.of(0, 0), ObservedProportion.of(1, 2)))
                .isEmpty();
        assertThat(ProportionDifference.between(ObservedProportion.of(1, 2), ObservedProportion.of(0, 0)))
                .isEmpty();
    }
}
