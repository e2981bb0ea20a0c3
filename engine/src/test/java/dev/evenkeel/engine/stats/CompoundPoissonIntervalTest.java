// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompoundPoissonIntervalTest {
    private static final double LEVEL = 0.95;

    private static void counts(int events, double low, double high) {
        CompoundPoissonInterval sum = CompoundPoissonInterval.of(Collections.nCopies(events, 1.0), 1, LEVEL);
        assertThat(sum.sum()).isEqualTo(events);
        assertThat(sum.low()).isCloseTo(low, within(1e-4));
        assertThat(sum.high()).isCloseTo(high, within(1e-4));
    }

    /* Garwood's exact limits, as tables have them. */
    @Test
    void matchesExactPoissonIntervalForCounts() {
        counts(0, 0, 3.6889);
        counts(1, 0.0253, 5.5716);
        counts(3, 0.6187, 8.7673);
        counts(10, 4.7954, 18.3904);
    }

    @Test
    void scalesWithUnitAndTime() {
        CompoundPoissonInterval hours = CompoundPoissonInterval.of(List.of(1.0, 2.5, 0.5), 4, LEVEL);
        CompoundPoissonInterval minutes = CompoundPoissonInterval.of(List.of(60.0, 150.0, 30.0), 240, LEVEL);
        assertThat(minutes.low()).isCloseTo(60 * hours.low(), within(1e-9));
        assertThat(minutes.high()).isCloseTo(hours.scale(60).high(), within(1e-9));
    }

    @Test
    void omitsUpperBoundWithoutMaximumSize() {
        assertThat(CompoundPoissonInterval.of(List.of(), 0, LEVEL)).isEqualTo(new CompoundPoissonInterval(0, 0, null));
        assertThat(CompoundPoissonInterval.of(List.of(0.0), 0, LEVEL).high()).isNull();
        assertThat(CompoundPoissonInterval.of(List.of(), 10, LEVEL).high()).isCloseTo(36.889, within(1e-3));
    }

    @Test
    void rejectsPartsAboveMaximumAndInvalidLevels() {
        assertThatThrownBy(() -> CompoundPoissonInterval.of(List.of(5.0), 4, LEVEL))
                .hasMessageContaining("0 to 4");
        assertThatThrownBy(() -> CompoundPoissonInterval.of(List.of(1.0), 4, 1)).hasMessageContaining("level");
    }

    /* Two kinds of incident: a frequent small one and a rare large one, a mean of 2 + 0.5 * 20 = 12 in all. */
    @Test
    void coversTrueMeanOfMixedSizesAtStatedLevel() {
        var random = new SplittableRandom(6);
        int runs = 4_000;
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            List<Double> parts = new ArrayList<>(Collections.nCopies(poisson(random, 2), 1.0));
            parts.addAll(Collections.nCopies(poisson(random, 0.5), 20.0));
            CompoundPoissonInterval sum = CompoundPoissonInterval.of(parts, 20, LEVEL);
            if (sum.low() > 12 || Objects.requireNonNull(sum.high()) < 12) {
                missed++;
            }
        }
        assertThat((double) missed / runs).isLessThan(0.05);
    }

    private static int poisson(SplittableRandom random, double mean) {
        double limit = Math.exp(-mean);
        int events = -1;
        for (double product = 1; product > limit; product *= random.nextDouble()) {
            events++;
        }
        return events;
    }
}
