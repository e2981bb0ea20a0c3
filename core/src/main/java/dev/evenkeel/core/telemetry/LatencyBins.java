// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

/// The bins of every latency histogram: HdrHistogram's for 1 microsecond to 60 seconds with two digits.
///
/// Bins are one microsecond wide up to 255 and at most 0.8% wide above. The number of a bin is the index into
/// HdrHistogram's counts array, so histograms, trials and thresholds share one scale. All methods are pure
/// and O(1).
public final class LatencyBins {
    /*
     * HdrHistogram with two significant digits halves its 256 sub-buckets per doubling: bucket b (0..18) holds the
     * values whose highest set bit is b + 7, in 128 sub-buckets of width 2^b. Bucket 0 also holds the values below 128.
     */

    /// Number of bins.
    public static final int COUNT = 2_560;

    /// Maximum latency in microseconds (60 s); longer ones count as this.
    public static final long MAX_MICROS = 60_000_000;

    private static final int HALF = 128;
    private static final int HALF_MAGNITUDE = 7;
    private static final int SUB_BUCKET_MASK = 255;

    private LatencyBins() {}

    /// Returns the bin of a latency.
    ///
    /// @param micros microseconds; below 0 counts as 0, above [#MAX_MICROS] as that
    /// @return 0..[#COUNT]-1
    public static int binOf(long micros) {
        long value = Math.min(Math.max(micros, 0), MAX_MICROS);
        int bucket = Long.SIZE - Long.numberOfLeadingZeros(value | SUB_BUCKET_MASK) - (HALF_MAGNITUDE + 1);
        return bucket * HALF + (int) (value >>> bucket);
    }

    /// Returns the smallest latency in a bin, in microseconds.
    ///
    /// @param bin 0..[#COUNT]; [#COUNT] gives the upper edge of the last bin
    public static long lowerEdgeMicros(int bin) {
        if (bin < 0 || bin > COUNT) {
            throw new IllegalArgumentException("bin must be 0.." + COUNT + ", got " + bin);
        }
        if (bin < 2 * HALF) {
            return bin;
        }
        int bucket = (bin >>> HALF_MAGNITUDE) - 1;
        return (long) ((bin & (HALF - 1)) + HALF) << bucket;
    }
}
