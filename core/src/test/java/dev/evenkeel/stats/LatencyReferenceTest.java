// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.telemetry.LatencyBins;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyReferenceTest {
    private static final LatencyReference TEN = LatencyReference.EMPTY.plus(Map.of(10, 5L, 20, 4L, 30, 1L));

    @Test
    void quantilesAreRoundedToBinEdgesUpAndDown() {
        assertThat(TEN.binAbove(0.5)).isEqualTo(11);
        assertThat(TEN.binAbove(0.55)).isEqualTo(21);
        assertThat(TEN.binBelow(0.55)).isEqualTo(20);
        assertThat(TEN.binBelow(0.95)).isEqualTo(30);
        assertThat(TEN.binAbove(0.95)).isEqualTo(31);
    }

    @Test
    void exceedanceIsTheShareFromABinOn() {
        assertThat(TEN.exceedance(0)).isCloseTo(1, within(1e-12));
        assertThat(TEN.exceedance(20)).isCloseTo(0.5, within(1e-12));
        assertThat(TEN.exceedance(31)).isZero();
        assertThat(LatencyReference.EMPTY.exceedance(0)).isZero();
    }

    @Test
    void ranksAreMiddles() {
        double[] ranks = TEN.ranks();
        assertThat(ranks[9]).isZero();
        assertThat(ranks[10]).isCloseTo(0.25, within(1e-12));
        assertThat(ranks[15]).isCloseTo(0.5, within(1e-12));
        assertThat(ranks[20]).isCloseTo(0.7, within(1e-12));
        assertThat(ranks[LatencyBins.COUNT - 1]).isEqualTo(1);
        assertThat(ranks).isSorted();
    }

    @Test
    void thePastFades() {
        LatencyReference later = TEN.plus(Map.of(200, 100_000L));
        assertThat(later.trials()).isEqualTo(100_010);
        assertThat(later.weights()[10]).isCloseTo(5 / 11.0, within(0.001));
        assertThat(later.binAbove(0.5)).isEqualTo(201);
    }

    @Test
    void weightsAndTrialsBringItBack() {
        LatencyReference back = LatencyReference.of(TEN.weights(), TEN.trials());
        assertThat(back.weights()).isEqualTo(TEN.weights());
        assertThat(back.trials()).isEqualTo(10);
        assertThatThrownBy(() -> LatencyReference.of(new double[3], 1)).hasMessageContaining("got 3 weights");
    }
}
