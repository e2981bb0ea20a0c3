// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A second implementation of MurmurHash3 x86 32-bit and of the integer buckets of `fractional`, written from their
/// definitions.
public final class ReferenceMurmur3 {
    private ReferenceMurmur3() {}

    /// The hash of the text's UTF-8 bytes with seed 0, 0..2^32-1.
    public static long hash(String text) {
        return hash(text, 0);
    }

    /// The hash of the text's UTF-8 bytes, 0..2^32-1.
    static long hash(String text, int seed) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.remaining();
        int h = seed;
        while (bytes.remaining() >= 4) {
            h ^= mixed(bytes.getInt());
            h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int shift = 0; bytes.hasRemaining(); shift += 8) {
            tail |= Byte.toUnsignedInt(bytes.get()) << shift;
        }
        h ^= mixed(tail) ^ length;
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        h ^= h >>> 16;
        return Integer.toUnsignedLong(h);
    }

    /// floor(hash * total / 2^32).
    public static long bucket(long hash, long total) {
        return BigInteger.valueOf(hash)
                .multiply(BigInteger.valueOf(total))
                .divide(BigInteger.ONE.shiftLeft(32))
                .longValueExact();
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
