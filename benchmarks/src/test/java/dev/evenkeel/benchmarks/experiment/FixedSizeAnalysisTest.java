// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixedSizeAnalysisTest {
    @Test
    void unitsMatchesTextbookSampleSize() {
        assertThat(FixedSizeAnalysis.units(ConversionPopulation.of(0.1, 0.11))).isBetween(29_490L, 29_500L);
    }

    @Test
    void intervalRequiresTenConversions() {
        assertThat(FixedSizeAnalysis.interval(moments(100, 9), moments(100, 50)).low())
                .isNegative()
                .isInfinite();
        assertThat(FixedSizeAnalysis.interval(moments(100, 10), moments(100, 50))
                        .low())
                .isBetween(0.28, 0.29);
    }

    private static SampleMoments moments(int units, int converted) {
        var moments = new SampleMoments();
        for (int i = 0; i < units; i++) {
            moments.add(i < converted ? 1 : 0);
        }
        return moments;
    }
}
