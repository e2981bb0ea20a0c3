// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;

/// A mergeable latency histogram with the bins of [LatencyBins].
///
/// Latencies are in microseconds; below 0 counts as 0, above 60 s as 60 s. A latency above 255 microseconds
/// is stored to within 0.8%. Merging is exact, associative and commutative, with the empty histogram as
/// identity.
///
/// Takes about 20 kB. Not thread-safe.
public final class LatencyHistogram {
    /*
     * HdrHistogram (hdrhistogram.org) in one fixed shape. The encoding is its V2 format in the compressed envelope:
     * two big-endian ints (cookie, compressed length), then DEFLATE of a 40-byte header and the counts as zig-zag
     * LEB128, runs of empty bins as one negative number. The header is compared with the fixed shape before
     * HdrHistogram sees it: it would allocate whatever shape a header asks for.
     */
    private static final int DIGITS = 2;
    private static final int COMPRESSED_COOKIE = 0x1c849314;
    private static final int COOKIE = 0x1c849313;
    private static final int HEADER_BYTES = 40;
    private static final int MAX_COUNT_BYTES = 9;
    private static final int BYTES_OF_SMALL_COUNT = 7;
    private static final int MAX_BYTES = HEADER_BYTES + LatencyBins.COUNT * MAX_COUNT_BYTES;
    private static final int USUAL_BYTES = 1_024;

    private static final String EMPTY = new LatencyHistogram().compress();

    private final Histogram histogram;

    /// Creates an empty histogram.
    public LatencyHistogram() {
        this(new Histogram(1, LatencyBins.MAX_MICROS, DIGITS));
    }

    private LatencyHistogram(Histogram histogram) {
        this.histogram = histogram;
    }

    /// Records one call.
    public void record(long micros) {
        this.record(micros, 1);
    }

    /// Records calls with one latency.
    ///
    /// @param count 0 or more
    public void record(long micros, long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must be 0 or more, got " + count);
        }
        if (count > 0) {
            histogram.recordValueWithCount(Math.min(Math.max(micros, 0), LatencyBins.MAX_MICROS), count);
        }
    }

    /// Adds another histogram's calls to this one; the other is unchanged.
    ///
    /// @throws IllegalArgumentException when the sum exceeds the range of `long`; nothing is added then
    public void add(LatencyHistogram other) {
        if (other.count() > Long.MAX_VALUE - count()) {
            throw new IllegalArgumentException(
                    "the sum of " + count() + " and " + other.count() + " calls is too large");
        }
        histogram.add(other.histogram);
    }

    /// Returns the number of calls.
    public long count() {
        return histogram.getTotalCount();
    }

    /// Returns the number of calls in one bin.
    ///
    /// @param bin 0..[LatencyBins#COUNT]-1
    public long countInBin(int bin) {
        if (bin < 0 || bin >= LatencyBins.COUNT) {
            throw new IllegalArgumentException("bin must be 0.." + (LatencyBins.COUNT - 1) + ", got " + bin);
        }
        return histogram.getCountAtValue(LatencyBins.lowerEdgeMicros(bin));
    }

    /// Returns the number of calls of each nonempty bin, by its index.
    public Map<Integer, Long> countsByBin() {
        Map<Integer, Long> counts = new HashMap<>();
        if (count() == 0) {
            return counts;
        }
        int last = LatencyBins.binOf(histogram.getMaxValue());
        for (int bin = firstBin(); bin <= last; bin++) {
            long count = countInBin(bin);
            if (count > 0) {
                counts.put(bin, count);
            }
        }
        return counts;
    }

    /// Returns the bin of the call with a rank; the fastest call has rank 1. Costs one pass over the bins,
    /// starting with the fastest call's.
    ///
    /// @param rank 1..[#count()]
    /// @return 0..[LatencyBins#COUNT]-1
    public int binOfRank(long rank) {
        if (rank < 1 || rank > count()) {
            throw new IllegalArgumentException("rank must be 1.." + count() + ", got " + rank);
        }
        int bin = firstBin();
        for (long seen = countInBin(bin); seen < rank; seen += countInBin(bin)) {
            bin++;
        }
        return bin;
    }

    private int firstBin() {
        return LatencyBins.binOf(histogram.getMinValue());
    }

    /// Returns a quantile: the longest latency in the bin of the call with rank ceil(q * count); the fastest
    /// call has rank 1. Costs one pass over the bins.
    ///
    /// @param q 0..1
    /// @return microseconds; 0 for an empty histogram
    public long quantileMicros(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("q must be 0..1, got " + q);
        }
        if (count() == 0) {
            return 0;
        }
        int bin = binOfRank(Math.max(1, (long) Math.ceil(q * count())));
        return LatencyBins.lowerEdgeMicros(bin + 1) - 1;
    }

    /// Encodes the histogram in HdrHistogram's compressed V2 encoding, as base64.
    public String encode() {
        return count() == 0 ? EMPTY : compress();
    }

    private String compress() {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.DEFAULT_COMPRESSION);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /// Decodes the result of [#encode()].
    ///
    /// @throws IllegalArgumentException when the text is not such an encoding, has another shape, or its
    ///     total exceeds the range of `long`; the message says which
    public static LatencyHistogram decode(String base64) {
        if (base64.equals(EMPTY)) {
            return new LatencyHistogram();
        }
        try {
            ByteBuffer plain = inflate(ByteBuffer.wrap(Base64.getDecoder().decode(base64)));
            requireShape(plain);
            boolean large = hasLargeCount(plain);
            Histogram histogram = Histogram.decodeFromByteBuffer(plain, 0);
            if (large) {
                requireCountable(histogram);
            }
            return new LatencyHistogram(histogram);
        } catch (RuntimeException | DataFormatException e) {
            throw new IllegalArgumentException("invalid latency histogram: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer inflate(ByteBuffer compressed) throws DataFormatException {
        require("cookie", compressed.getInt(), COMPRESSED_COOKIE);
        require("compressed length", compressed.getInt(), compressed.remaining());
        var inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] plain = new byte[USUAL_BYTES];
            int length = inflater.inflate(plain);
            if (!inflater.finished()) {
                plain = Arrays.copyOf(plain, MAX_BYTES);
                length += inflater.inflate(plain, length, MAX_BYTES - length);
            }
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new IllegalArgumentException("the compressed part has an unexpected length");
            }
            return ByteBuffer.wrap(plain, 0, length);
        } finally {
            inflater.end();
        }
    }

    private static void requireShape(ByteBuffer plain) {
        require("inner cookie", plain.getInt(0), COOKIE);
        require("length of counts", plain.getInt(4), plain.remaining() - HEADER_BYTES);
        require("normalizing index offset", plain.getInt(8), 0);
        require("significant digits", plain.getInt(12), DIGITS);
        require("lowest value", plain.getLong(16), 1);
        require("highest value", plain.getLong(24), LatencyBins.MAX_MICROS);
    }

    /* Whether a count may be 2^48 or more, which takes more than seven bytes: the sum of smaller ones fits a long. */
    private static boolean hasLargeCount(ByteBuffer plain) {
        int more = 0;
        for (int i = HEADER_BYTES; i < plain.limit() && more < BYTES_OF_SMALL_COUNT; i++) {
            more = plain.get(i) < 0 ? more + 1 : 0;
        }
        return more == BYTES_OF_SMALL_COUNT;
    }

    private static void requireCountable(Histogram histogram) {
        long total = 0;
        for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
            total = Math.addExact(total, histogram.getCountAtValue(LatencyBins.lowerEdgeMicros(bin)));
        }
        require("number of calls", histogram.getTotalCount(), total);
    }

    private static void require(String what, long found, long wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException(what + " must be " + wanted + ", got " + found);
        }
    }

    /// Compares the counts of all bins.
    @Override
    public boolean equals(Object other) {
        return other instanceof LatencyHistogram that && histogram.equals(that.histogram);
    }

    @Override
    public int hashCode() {
        return histogram.hashCode();
    }

    @Override
    public String toString() {
        return count() + " calls, median " + quantileMicros(0.5) + " us";
    }
}
