// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The hash of targeting keys within one rollout or experiment, in one process: 64 bits that are unrelated
/// across rollouts. Immutable and thread-safe.
///
/// Not a secret: with the id of the rollout a guess of a key can be checked. Before it leaves the process, it
/// is pseudonymized by [dev.evenkeel.core.flag.split.UnitSalt].
public final class UnitHash {
    /*
     * MurmurHash3 x64 128 by Austin Appleby (public domain), seed 0, first 64 bits of the result, over the UTF-8
     * bytes of rollout, NUL, targeting key. Blocks of 16 bytes as two little-endian words; the tail is padded with
     * zeros. The prefix before the targeting key is hashed once: whole blocks into the state, the rest into the words
     * of the block that the targeting key continues.
     */
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;
    private static final int BLOCK_BYTES = 2 * Long.BYTES;
    private static final long NOT_ASCII = -1;

    private final String rollout;
    private final long state1;
    private final long state2;
    private final long word1;
    private final long word2;
    private final int length;

    /// Creates the hash of one rollout.
    public UnitHash(String rollout) {
        this(rollout, (rollout + '\0').getBytes(StandardCharsets.UTF_8));
    }

    private UnitHash(String rollout, byte[] bytes) {
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long h1 = 0;
        long h2 = 0;
        while (data.remaining() >= BLOCK_BYTES) {
            h1 = mixed1(h1, h2, data.getLong());
            h2 = mixed2(h1, h2, data.getLong());
        }
        this.rollout = rollout;
        this.state1 = h1;
        this.state2 = h2;
        this.word1 = tail(bytes, data.position());
        this.word2 = tail(bytes, data.position() + Long.BYTES);
        this.length = bytes.length;
    }

    /// Returns the hash of a targeting key in a rollout, for a single use.
    public static long hash(String rollout, String targetingKey) {
        return new UnitHash(rollout).hash(targetingKey);
    }

    /// Returns the hash of a targeting key. Costs about half a nanosecond for each character of an ASCII key,
    /// and a copy of the two texts otherwise.
    public long hash(String targetingKey) {
        int end = targetingKey.length();
        boolean second = (length & Long.BYTES) != 0;
        int shift = length % Long.BYTES * Byte.SIZE;
        long h1 = state1;
        long h2 = state2;
        long first = word1;
        long open = second ? word2 : word1;
        for (int i = 0; i < end; i += Long.BYTES) {
            int characters = Math.min(end - i, Long.BYTES);
            long next = ascii(targetingKey, i, characters);
            if (next == NOT_ASCII) {
                return murmur3((rollout + '\0' + targetingKey).getBytes(StandardCharsets.UTF_8));
            }
            open |= next << shift;
            shift += characters * Byte.SIZE;
            if (shift >= Long.SIZE) {
                if (second) {
                    h1 = mixed1(h1, h2, first);
                    h2 = mixed2(h1, h2, open);
                } else {
                    first = open;
                }
                second = !second;
                shift -= Long.SIZE;
                open = behind(next, characters * Byte.SIZE - shift);
            }
        }
        return second ? finish(h1, h2, first, open, length + end) : finish(h1, h2, open, 0, length + end);
    }

    static long murmur3(byte[] bytes) {
        var hash = new UnitHash("", bytes);
        return finish(hash.state1, hash.state2, hash.word1, hash.word2, bytes.length);
    }

    /// Returns up to eight characters as the bytes of a word, the first one lowest; [#NOT_ASCII] when one is
    /// not ASCII.
    private static long ascii(String text, int from, int characters) {
        long word = 0;
        int all = 0;
        for (int i = 0; i < characters; i++) {
            char c = text.charAt(from + i);
            all |= c;
            word |= (long) c << (i * Byte.SIZE);
        }
        return all < 0x80 ? word : NOT_ASCII;
    }

    /// Returns a word without its lowest bits, 1 to 64 of them.
    private static long behind(long word, int bits) {
        return bits == Long.SIZE ? 0 : word >>> bits;
    }

    private static long tail(byte[] bytes, int from) {
        long tail = 0;
        for (int i = Math.min(bytes.length, from + Long.BYTES) - 1; i >= from; i--) {
            tail = (tail << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return tail;
    }

    private static long mixed1(long h1, long h2, long word) {
        return (Long.rotateLeft(h1 ^ scrambled1(word), 27) + h2) * 5 + 0x52dce729;
    }

    private static long mixed2(long h1, long h2, long word) {
        return (Long.rotateLeft(h2 ^ scrambled2(word), 31) + h1) * 5 + 0x38495ab5;
    }

    private static long scrambled1(long word) {
        return Long.rotateLeft(word * C1, 31) * C2;
    }

    private static long scrambled2(long word) {
        return Long.rotateLeft(word * C2, 33) * C1;
    }

    private static long finish(long h1, long h2, long word1, long word2, long length) {
        long a = h1 ^ scrambled1(word1) ^ length;
        long b = h2 ^ scrambled2(word2) ^ length;
        a += b;
        b += a;
        return avalanche(a) + avalanche(b);
    }

    private static long avalanche(long h) {
        long mixed = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
