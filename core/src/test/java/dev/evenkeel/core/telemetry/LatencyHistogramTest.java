// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private static final long SEED = 20260101;

    @Test
    void mergeIsAssociativeCommutativeAndHasEmptyIdentity() {
        var random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            LatencyHistogram a = randomSketch(random);
            LatencyHistogram b = randomSketch(random);
            LatencyHistogram c = randomSketch(random);
            assertThat(sum(sum(a, b), c)).as("seed %d, round %d", SEED, round).isEqualTo(sum(a, sum(b, c)));
            assertThat(sum(a, b)).as("seed %d, round %d", SEED, round).isEqualTo(sum(b, a));
            assertThat(sum(a, new LatencyHistogram())).isEqualTo(a);
            assertThat(sum(new LatencyHistogram(), a)).isEqualTo(a);
        }
    }

    @Test
    void roundTripsEncoding() {
        var random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            LatencyHistogram sketch = randomSketch(random);
            LatencyHistogram decoded = LatencyHistogram.decode(sketch.encode());
            assertThat(decoded).as("seed %d, round %d", SEED, round).isEqualTo(sketch);
            assertThat(decoded.count()).isEqualTo(sketch.count());
        }
        assertThat(LatencyHistogram.decode(new LatencyHistogram().encode())).isEqualTo(new LatencyHistogram());
    }

    @Test
    void decodesHistogramEncodedByHdrHistogram() {
        var histogram = new Histogram(1, 60_000_000, 2);
        histogram.recordValueWithCount(1_234, 7);
        histogram.recordValue(60_000_000);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_COMPRESSION);
        LatencyHistogram sketch = LatencyHistogram.decode(base64(Arrays.copyOf(buffer.array(), length)));
        assertThat(sketch.count()).isEqualTo(8);
        assertThat(sketch.countInBin(LatencyBins.binOf(1_234))).isEqualTo(7);
        assertThat(sketch.countInBin(LatencyBins.binOf(60_000_000))).isEqualTo(1);
    }

    @Test
    void countsCallsByBin() {
        var sketch = new LatencyHistogram();
        sketch.record(5_000, 3);
        sketch.record(-1);
        sketch.record(Long.MAX_VALUE, 2);
        sketch.record(7, 0);
        assertThat(sketch.countsByBin())
                .isEqualTo(Map.of(0, 1L, LatencyBins.binOf(5_000), 3L, LatencyBins.binOf(60_000_000), 2L));
        assertThat(sketch.count()).isEqualTo(6);
    }

    @Test
    void returnsBinOfRank() {
        var sketch = new LatencyHistogram();
        assertThatThrownBy(() -> sketch.binOfRank(1)).hasMessage("rank must be 1..0, got 1");
        sketch.record(5_000, 3);
        sketch.record(0);
        sketch.record(LatencyBins.MAX_MICROS);
        assertThat(sketch.binOfRank(1)).isZero();
        assertThat(sketch.binOfRank(2)).isEqualTo(LatencyBins.binOf(5_000));
        assertThat(sketch.binOfRank(4)).isEqualTo(LatencyBins.binOf(5_000));
        assertThat(sketch.binOfRank(5)).isEqualTo(LatencyBins.binOf(LatencyBins.MAX_MICROS));
        assertThatThrownBy(() -> sketch.binOfRank(0)).hasMessage("rank must be 1..5, got 0");
        assertThatThrownBy(() -> sketch.binOfRank(6)).hasMessage("rank must be 1..5, got 6");
    }

    @Test
    void quantileIsHighestLatencyOfRankBin() {
        var sketch = new LatencyHistogram();
        for (int micros = 1; micros <= 200; micros++) {
            sketch.record(micros);
        }
        assertThat(sketch.quantileMicros(0)).isEqualTo(1);
        assertThat(sketch.quantileMicros(0.5)).isEqualTo(100);
        assertThat(sketch.quantileMicros(0.501)).isEqualTo(101);
        assertThat(sketch.quantileMicros(1)).isEqualTo(200);
        assertThat(new LatencyHistogram().quantileMicros(0.5)).isZero();
        sketch.record(10_000, 10_000);
        long top = LatencyBins.lowerEdgeMicros(LatencyBins.binOf(10_000) + 1) - 1;
        assertThat(sketch.quantileMicros(0.99)).isEqualTo(top);
    }

    @Test
    void rejectsOutOfRangeArguments() {
        var sketch = new LatencyHistogram();
        assertThatThrownBy(() -> sketch.record(1, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> sketch.quantileMicros(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> sketch.countInBin(LatencyBins.COUNT)).hasMessageContaining("2560");
    }

    @Test
    void rejectsIncompatibleOrMalformedEncodings() {
        assertRejected(encoded(new Histogram(1, 60_000_000, 3)), "significant digits must be 2, got 3");
        assertRejected(encoded(new Histogram(1, 3_600_000_000L, 2)), "highest value");
        assertRejected(encoded(new Histogram(2, 60_000_000, 2)), "lowest value");
        assertRejected("", "invalid latency histogram");
        assertRejected("AAAA", "invalid latency histogram");
        assertRejected("not base64!", "invalid latency histogram");
    }

    @Test
    void rejectsCountOverflow() {
        var histogram = new Histogram(1, 60_000_000, 2);
        histogram.recordValueWithCount(1, Long.MAX_VALUE);
        histogram.recordValueWithCount(2, Long.MAX_VALUE);
        assertRejected(encoded(histogram), "overflow");
    }

    @Test
    void rejectsCorruptInputOnlyWithIllegalArgumentException() {
        var random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = Base64.getDecoder().decode(randomSketch(random).encode());
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextBoolean() ? bytes.length : random.nextInt(bytes.length));
            try {
                assertThat(LatencyHistogram.decode(base64(cut)).count()).isNotNegative();
            } catch (IllegalArgumentException e) {
                assertThat(e).as("seed %d, round %d", SEED, round).hasMessageContaining("invalid latency histogram");
            }
        }
    }

    private static void assertRejected(String base64, String reason) {
        assertThatThrownBy(() -> LatencyHistogram.decode(base64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.DEFAULT_COMPRESSION);
        return base64(Arrays.copyOf(buffer.array(), length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static LatencyHistogram sum(LatencyHistogram a, LatencyHistogram b) {
        var sum = new LatencyHistogram();
        sum.add(a);
        sum.add(b);
        return sum;
    }

    private static LatencyHistogram randomSketch(Random random) {
        var sketch = new LatencyHistogram();
        for (int i = random.nextInt(40); i > 0; i--) {
            sketch.record((long) Math.exp(random.nextDouble() * 19), 1 + random.nextInt(1_000));
        }
        return sketch;
    }
}
