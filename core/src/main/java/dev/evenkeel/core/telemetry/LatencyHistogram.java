// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;

/// A mergeable record of latencies: how many calls took how long, in the bins of [LatencyBins].
///
/// Latencies are microseconds; below 0 counts as 0, above 60 s as 60 s. A latency above 255 microseconds is
/// known to within 0.8 %. Adding sketches is exact, associative and commutative, and the empty sketch changes
/// nothing.
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

    private static final String EMPTY = new LatencyHistogram().compressed();

    private final Histogram histogram;

    /// An empty sketch.
    public LatencyHistogram() {
        this(new Histogram(1, LatencyBins.MAX_MICROS, DIGITS));
    }

    private LatencyHistogram(Histogram histogram) {
        this.histogram = histogram;
    }

    /// Counts one call.
    public void record(long micros) {
        this.record(micros, 1);
    }

    /// Counts calls of one latency.
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

    /// Adds another sketch's calls to this one; the other stays as it is.
    ///
    /// @throws IllegalArgumentException when both have more calls than a `long` can count; nothing is added
    ///     then
    public void add(LatencyHistogram other) {
        if (other.count() > Long.MAX_VALUE - count()) {
            throw new IllegalArgumentException(
                    count() + " and " + other.count() + " calls are more than can be counted");
        }
        histogram.add(other.histogram);
    }

    /// Number of calls.
    public long count() {
        return histogram.getTotalCount();
    }

    /// Number of calls in one bin.
    ///
    /// @param bin 0..[LatencyBins#COUNT]-1
    public long countInBin(int bin) {
        if (bin < 0 || bin >= LatencyBins.COUNT) {
            throw new IllegalArgumentException("bin must be 0.." + (LatencyBins.COUNT - 1) + ", got " + bin);
        }
        return histogram.getCountAtValue(LatencyBins.lowerEdgeMicros(bin));
    }

    /// Shows every bin that holds calls, from the shortest latency to the longest.
    public void forEachBin(BinVisitor visitor) {
        if (count() == 0) {
            return;
        }
        int last = LatencyBins.binOf(histogram.getMaxValue());
        for (int bin = firstBin(); bin <= last; bin++) {
            long count = countInBin(bin);
            if (count > 0) {
                visitor.visit(bin, count);
            }
        }
    }

    /// The bin that holds the call of a rank, the fastest having rank 1. Costs one walk over the bins from the
    /// fastest call's.
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

    /// The latency that a share of the calls did not exceed: the longest latency of the bin that holds the
    /// call of rank ceil(q * count), the fastest having rank 1. Costs one walk over the bins.
    ///
    /// @param q 0..1
    /// @return microseconds; 0 for an empty sketch
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

    /// The sketch in HdrHistogram's compressed V2 encoding, as base64.
    public String encode() {
        return count() == 0 ? EMPTY : compressed();
    }

    private String compressed() {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.DEFAULT_COMPRESSION);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /// Reads what [#encode()] writes.
    ///
    /// @throws IllegalArgumentException when the text is not such an encoding, has another shape, or holds
    ///     more calls than a long can count; its message says which
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
            throw new IllegalArgumentException("not a latency histogram of the agreed shape: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer inflate(ByteBuffer compressed) throws DataFormatException {
        require("cookie", compressed.getInt(), COMPRESSED_COOKIE);
        require("compressed length", compressed.getInt(), compressed.remaining());
        var inflater = new Inflater();
        try {
            inflater.setInput(compressed);
            byte[] plain = new byte[MAX_BYTES];
            int length = inflater.inflate(plain);
            if (!inflater.finished() || inflater.getRemaining() > 0) {
                throw new IllegalArgumentException("the compressed part does not end where it should");
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

    /// Equal when every bin holds as many calls.
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

    /// What [#forEachBin] calls.
    @FunctionalInterface
    public interface BinVisitor {
        /// @param bin 0..[LatencyBins#COUNT]-1
        /// @param count calls in it, 1 or more
        void visit(int bin, long count);
    }
}
