// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A targeting key's name within one rollout: 64 bits that say nothing across rollouts.
///
/// Not a secret: whoever knows the rollout and guesses a key can check the guess.
public final class UnitHash {
    /*
     * MurmurHash3 x64 128 by Austin Appleby (public domain), seed 0, first 64 bits of the result, over the UTF-8 bytes
     * of rollout, NUL, targeting key. Blocks of 16 bytes as two little-endian longs; the tail is padded with zeros.
     */
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int BLOCK_BYTES = 16;

    private UnitHash() {}

    /// The hash of a targeting key in a rollout. Costs one copy of the two texts.
    public static long of(String rollout, String targetingKey) {
        return murmur3((rollout + '\0' + targetingKey).getBytes(StandardCharsets.UTF_8));
    }

    static long murmur3(byte[] bytes) {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long h1 = 0;
        long h2 = 0;
        while (data.remaining() >= BLOCK_BYTES) {
            h1 ^= mix1(data.getLong());
            h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= mix2(data.getLong());
            h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }
        h1 ^= mix1(tail(bytes, data.position())) ^ bytes.length;
        h2 ^= mix2(tail(bytes, data.position() + Long.BYTES)) ^ bytes.length;
        h1 += h2;
        h2 += h1;
        return finish(h1) + finish(h2);
    }

    private static long tail(byte[] bytes, int from) {
        long tail = 0;
        for (int i = Math.min(bytes.length, from + Long.BYTES) - 1; i >= from; i--) {
            tail = (tail << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return tail;
    }

    private static long mix1(long k) {
        return Long.rotateLeft(k * C1, 31) * C2;
    }

    private static long mix2(long k) {
        return Long.rotateLeft(k * C2, 33) * C1;
    }

    private static long finish(long h) {
        long mixed = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
