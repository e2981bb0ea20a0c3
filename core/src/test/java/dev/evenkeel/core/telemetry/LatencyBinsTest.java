// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyBinsTest {
    @Test
    void binsMatchHdrHistogram() {
        var histogram = new Histogram(1, LatencyBins.MAX_MICROS, 2);
        for (long micros = 0; micros <= LatencyBins.MAX_MICROS; micros += 1 + micros / 300) {
            int bin = LatencyBins.binOf(micros);
            assertThat(LatencyBins.lowerEdgeMicros(bin)).isEqualTo(histogram.lowestEquivalentValue(micros));
            assertThat(LatencyBins.lowerEdgeMicros(bin + 1)).isEqualTo(histogram.nextNonEquivalentValue(micros));
        }
        assertThat(LatencyBins.binOf(LatencyBins.MAX_MICROS)).isLessThan(LatencyBins.COUNT);
    }

    @Test
    void clampsOutOfRangeLatencies() {
        assertThat(LatencyBins.binOf(-5)).isZero();
        assertThat(LatencyBins.binOf(Long.MAX_VALUE)).isEqualTo(LatencyBins.binOf(LatencyBins.MAX_MICROS));
    }
}
