// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.telemetry.LatencyBins;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlLatencyBaselineTest {
    private static final ControlLatencyBaseline TEN = ControlLatencyBaseline.EMPTY.plus(Map.of(10, 5L, 20, 4L, 30, 1L));

    @Test
    void roundsQuantilesUpOrDownToBinEdges() {
        assertThat(TEN.binAbove(0.5)).isEqualTo(11);
        assertThat(TEN.binAbove(0.55)).isEqualTo(21);
        assertThat(TEN.binBelow(0.55)).isEqualTo(20);
        assertThat(TEN.binBelow(0.95)).isEqualTo(30);
        assertThat(TEN.binAbove(0.95)).isEqualTo(31);
    }

    @Test
    void exceedanceIsShareOfCallsAtOrAboveBin() {
        assertThat(TEN.exceedance(0)).isCloseTo(1, within(1e-12));
        assertThat(TEN.exceedance(20)).isCloseTo(0.5, within(1e-12));
        assertThat(TEN.exceedance(31)).isZero();
        assertThat(ControlLatencyBaseline.EMPTY.exceedance(0)).isZero();
    }

    @Test
    void ranksAreMidRanks() {
        double[] ranks = TEN.ranks();
        assertThat(ranks[9]).isZero();
        assertThat(ranks[10]).isCloseTo(0.25, within(1e-12));
        assertThat(ranks[15]).isCloseTo(0.5, within(1e-12));
        assertThat(ranks[20]).isCloseTo(0.7, within(1e-12));
        assertThat(ranks[LatencyBins.COUNT - 1]).isEqualTo(1);
        assertThat(ranks).isSorted();
    }

    @Test
    void doesNotDecayBeforeMemoryIsFull() {
        ControlLatencyBaseline later = TEN.plus(Map.of(10, 1L));
        assertThat(later.weights()[10]).isEqualTo(6);
        assertThat(later.weights()[20]).isEqualTo(4);
    }

    @Test
    void limitsWeightOfPastTrialsToMemory() {
        ControlLatencyBaseline seed = ControlLatencyBaseline.EMPTY.plus(Map.of(10, 1_000_000L));
        ControlLatencyBaseline next = seed.plus(Map.of(200, 100L));
        assertThat(next.trials()).isEqualTo(1_000_100);
        assertThat(next.weights()[10]).isCloseTo(ControlLatencyBaseline.MEMORY, within(1e-9));
        assertThat(next.weights()[200]).isEqualTo(100);
    }

    @Test
    void decaysToOneOverEAfterMemoryManyTrials() {
        ControlLatencyBaseline baseline = ControlLatencyBaseline.EMPTY.plus(Map.of(10, 2_500L));
        for (int tick = 0; tick < 2_500; tick++) {
            baseline = baseline.plus(Map.of(200, 1L));
        }
        assertThat(baseline.weights()[10] / ControlLatencyBaseline.MEMORY).isCloseTo(Math.exp(-1), within(0.001));
    }

    @Test
    void restoresFromWeightsAndTrials() {
        ControlLatencyBaseline back = ControlLatencyBaseline.of(TEN.weights(), TEN.trials());
        assertThat(back.weights()).isEqualTo(TEN.weights());
        assertThat(back.trials()).isEqualTo(10);
    }

    @Test
    void rejectsWeightsOfWrongSize() {
        assertThatThrownBy(() -> ControlLatencyBaseline.of(new double[3], 1)).hasMessageContaining("got 3 weights");
    }
}
