// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

/// An incremental MurmurHash3 x86 32-bit over the UTF-8 bytes of strings.
///
/// Characters are encoded directly into the 4-byte blocks, without copying bytes. An unpaired surrogate counts
/// as `?`, as in `String.getBytes`.
final class Murmur3 {
    /// Result when a string is not ASCII.
    static final long NOT_ASCII = -1;

    /*
     * Austin Appleby's MurmurHash3_x86_32 (public domain): each 4-byte block, little-endian, is scrambled and mixed
     * into the state; the remaining bytes are scrambled without the mixing step; the length finishes the hash.
     */
    private int state;
    private int block;
    private int length;

    Murmur3(int seed) {
        this.state = seed;
    }

    /// Returns an independent hash with the same state.
    Murmur3 copy() {
        var copy = new Murmur3(state);
        copy.block = block;
        copy.length = length;
        return copy;
    }

    Murmur3 add(String text) {
        int end = text.length();
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                put(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                putSupplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else if (Character.isSurrogate(c)) {
                put('?');
            } else {
                putBasic(c);
            }
        }
        return this;
    }

    int finish() {
        return finish(state, block, length);
    }

    /// Returns the hash after appending an ASCII string. Does not change the state and allocates nothing.
    ///
    /// @return 0..2^32-1, or [#NOT_ASCII]
    /*
     * Unrolled for eight characters so that it exceeds FreqInlineSize (325 bytecodes) and HotSpot compiles it as a
     * separate method. When it is inlined at the end of a long chain of callers, charAt exceeds the limit of 15
     * levels, and a call for each character more than doubles the time of the whole evaluation. The last character of
     * a round comes first: when it exists, the others need no check.
     */
    long finishWith(String text) {
        int end = text.length();
        int shift = (length & 3) << 3;
        int mixed = state;
        int open = block;
        int seen = 0;
        int i = 0;
        for (; i <= end - 8; i += 8) {
            char h = text.charAt(i + 7), a = text.charAt(i), b = text.charAt(i + 1), c = text.charAt(i + 2);
            char d = text.charAt(i + 3), e = text.charAt(i + 4), f = text.charAt(i + 5), g = text.charAt(i + 6);
            seen |= a | b | c | d | e | f | g | h;
            long first = open | (a | b << 8 | c << 16 | (long) d << 24) << shift;
            long second = first >>> Integer.SIZE | (e | f << 8 | g << 16 | (long) h << 24) << shift;
            mixed = mix(mix(mixed, (int) first), (int) second);
            open = (int) (second >>> Integer.SIZE);
        }
        if (i <= end - 4) {
            char d = text.charAt(i + 3), a = text.charAt(i), b = text.charAt(i + 1), c = text.charAt(i + 2);
            seen |= a | b | c | d;
            long four = open | (a | b << 8 | c << 16 | (long) d << 24) << shift;
            mixed = mix(mixed, (int) four);
            open = (int) (four >>> Integer.SIZE);
            i += 4;
        }
        for (; i < end; i++) {
            char c = text.charAt(i);
            seen |= c;
            open |= c << shift;
            shift += 8;
            if (shift == Integer.SIZE) {
                mixed = mix(mixed, open);
                open = 0;
                shift = 0;
            }
        }
        return seen >= 0x80 ? NOT_ASCII : Integer.toUnsignedLong(finish(mixed, open, length + end));
    }

    private static int finish(int state, int block, int length) {
        int hash = state;
        if ((length & 3) != 0) {
            hash ^= scramble(block);
        }
        hash ^= length;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private void putBasic(char c) {
        if (c < 0x800) {
            put(0xC0 | (c >> 6));
        } else {
            put(0xE0 | (c >> 12));
            put(0x80 | ((c >> 6) & 0x3F));
        }
        put(0x80 | (c & 0x3F));
    }

    private void putSupplementary(int codePoint) {
        put(0xF0 | (codePoint >> 18));
        put(0x80 | ((codePoint >> 12) & 0x3F));
        put(0x80 | ((codePoint >> 6) & 0x3F));
        put(0x80 | (codePoint & 0x3F));
    }

    private void put(int octet) {
        block |= octet << ((length & 3) << 3);
        length++;
        if ((length & 3) == 0) {
            state = mix(state, block);
            block = 0;
        }
    }

    private static int mix(int state, int block) {
        return Integer.rotateLeft(state ^ scramble(block), 13) * 5 + 0xe6546b64;
    }

    private static int scramble(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
